
namespace Grader.Plans.Json;

internal static class SparkErrorJson
{
    public static void Write(JsonWriter writer, string name, SparkError error)
    {
        writer.WriteStartObject(name);
        writer.WriteText("class", error.ExceptionClass);
        writer.WriteOptionalText("errorClass", error.ErrorClass);
        writer.WriteText("message", error.Message);
        writer.WriteOptionalText("help", error.Help);
        writer.WriteEndObject();
    }

    public static SparkError Read(JsonValue element)
    {
        var fields = new JsonFields(element, "an error");
        var error = new SparkError(fields.Text("class"), fields.OptionalText("errorClass"), fields.Text("message"), fields.OptionalText("help"));
        fields.End();
        return error;
    }
}
