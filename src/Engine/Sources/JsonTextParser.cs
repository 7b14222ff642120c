using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>One JSON text as one value: what <c>from_json</c> makes of it.</summary>
internal sealed class JsonTextParser
{
    private readonly JsonReadOptions options;
    private readonly JsonTokenizer json;
    private readonly JsonValueConverter converter;
    private readonly JsonType type;
    private readonly StructType? schema;
    private readonly int corruptColumn = -1;

    /// <param name="target">A struct, an array or a map.</param>
    public JsonTextParser(DataType target, CaseInsensitiveOptions options, EvaluationContext context)
    {
        this.options = new JsonReadOptions(options, context.TimeZone);
        json = new JsonTokenizer(this.options);
        converter = new JsonValueConverter(this.options, context.BatchTimestampMs * 1000);
        schema = target as StructType;
        corruptColumn = schema is null ? -1 : CorruptRecordColumn.Find(schema, this.options.CorruptRecordColumn);
        type = new JsonType(corruptColumn < 0 ? target : new StructType(schema!.Fields.Where((_, i) => i != corruptColumn).ToSeq()));
    }

    /// <summary>Null for a blank text; a struct of nulls for a malformed one, or a null array or map.</summary>
    /// <exception cref="SparkException">The text is malformed, and the mode is FAILFAST.</exception>
    public Datum Parse(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Datum value = Datum.Null;
        bool isMalformed;
        try
        {
            json.Reset(bytes, 0, bytes.Length);
            if (json.Next() == JsonToken.EndOfInput)
            {
                return Datum.Null;
            }

            isMalformed = Root(out value) != Conversion.Good;
        }
        catch (JsonSyntaxException)
        {
            (value, isMalformed) = (Datum.Null, true);
        }

        if (isMalformed && options.Mode == ParseMode.FailFast)
        {
            throw MalformedRecord.FailFast(value.IsNull || schema is null ? [Datum.Null] : value.Items, schema is null ? new StructType([new StructField("value", new StringType())]) : schema);
        }

        if (schema is null)
        {
            return isMalformed && value.IsNull ? Datum.Null : value;
        }

        Datum[] fields = value.IsNull ? new Datum[type.Children.Length] : value.Items;
        return Datum.Of(corruptColumn < 0 ? fields : [.. fields[..corruptColumn], isMalformed ? Datum.Of(text) : Datum.Null, .. fields[corruptColumn..]]);
    }

    private Conversion Root(out Datum value)
    {
        // An object where an array of structs is asked for is its only element.
        if (type.DataType is ArrayType { ElementType: StructType } && json.Token == JsonToken.StartObject)
        {
            Conversion result = converter.Object(json, type.Children[0], out Datum only);
            value = Datum.Of([only]);
            return result;
        }

        return converter.Convert(json, type, out value);
    }
}
