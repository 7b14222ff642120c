using System.Text.Json;
using System.Text.Json.Serialization;
using Grader.Plans;
using Grader.Score;

namespace Grader.Report;

/// <summary>The report for machines: <c>{"version":1,"submissions":[…]}</c>, the same for one submission and for many (docs/json-report.md).</summary>
/// <remarks>
/// Names are camel case, members of closed sets kebab case, times milliseconds since the epoch. Fields may be added within a version;
/// none changes its meaning or goes away.
/// </remarks>
public static class ReportJson
{
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // Student text in Cyrillic stays readable.
        Encoder = new PlainTextEncoder(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new SeqJsonConverter() },
    };

    /// <summary>The same form on one line.</summary>
    internal static readonly JsonSerializerOptions SingleLine = new(Options) { WriteIndented = false };

    /// <summary>The whole report, ending in a line feed.</summary>
    public static string Write(IEnumerable<SubmissionResult> submissions) =>
        JsonSerializer.Serialize(new Document(Version, [.. submissions]), Options) + "\n";

    private sealed record Document(int Version, IReadOnlyList<SubmissionResult> Submissions);
}

/// <summary>Lists of a result as JSON arrays.</summary>
internal sealed class SeqJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Seq<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Seq<T>>
    {
        public override Seq<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<T[]>(ref reader, options) ?? []).ToSeq();

        public override void Write(Utf8JsonWriter writer, Seq<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.AsSpan().ToArray(), options);
    }
}
