using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Live.Errors;

/// <summary>Options that a source or sink does not know. Spark passes over them in silence, so that a slip of the pen changes nothing and says nothing.</summary>
internal static class OptionNames
{
    // A slip of the pen is that near; anything else is told without a guess.
    private const int NearDistance = 3;

    private const string Files = "path basePath recursiveFileLookup pathGlobFilter modifiedBefore modifiedAfter maxFilesPerTrigger maxFileAge latestFirst fileNameOnly cleanSource sourceArchiveDir "
        + "mode columnNameOfCorruptRecord encoding charset lineSep timeZone timestampFormat timestampNTZFormat dateFormat locale multiLine samplingRatio compression ignoreMissingFiles ignoreCorruptFiles ";

    private static readonly Dictionary<string, string[]> Sources = Table(
        ("json", Files + "primitivesAsString prefersDecimal allowComments allowUnquotedFieldNames allowSingleQuotes allowNumericLeadingZeros allowNonNumericNumbers "
            + "allowBackslashEscapingAnyCharacter allowUnquotedControlChars dropFieldIfAllNull inferTimestamp"),
        ("csv", Files + "sep delimiter quote escape comment header inferSchema preferDate enforceSchema ignoreLeadingWhiteSpace ignoreTrailingWhiteSpace nullValue emptyValue nanValue positiveInf "
            + "negativeInf maxColumns maxCharsPerColumn charToEscapeQuoteEscaping unescapedQuoteHandling enableDateTimeParsingFallback"),
        ("text", Files + "wholetext"),
        ("parquet", Files + "mergeSchema datetimeRebaseMode int96RebaseMode"),
        ("orc", Files + "mergeSchema"),
        ("socket", "host port includeTimestamp"),
        ("rate", "rowsPerSecond rampUpTime numPartitions"),
        ("rate-micro-batch", "rowsPerBatch numPartitions startTimestamp advanceMillisPerBatch"));

    private const string AnySink = "checkpointLocation path queryName ";

    private static readonly Dictionary<string, string[]> Sinks = Table(
        ("console", AnySink + "numRows truncate"), ("memory", AnySink), ("noop", AnySink), ("foreach", AnySink), ("foreachbatch", AnySink),
        ("json", AnySink + "compression dateFormat timestampFormat timestampNTZFormat encoding lineSep ignoreNullFields timeZone pretty"),
        ("csv", AnySink + "compression sep delimiter quote escape escapeQuotes quoteAll header nullValue emptyValue dateFormat timestampFormat timestampNTZFormat encoding lineSep timeZone "
            + "charToEscapeQuoteEscaping ignoreLeadingWhiteSpace ignoreTrailingWhiteSpace"),
        ("text", AnySink + "compression lineSep encoding"),
        ("parquet", AnySink + "compression parquet.compression"),
        ("orc", AnySink + "compression orc.compress"));

    /// <returns>A warning for each option of the source that it does not know.</returns>
    public static IEnumerable<string> Unknown(DataSource source) => Unknown($"The source {source.Format}", Sources.GetValueOrDefault(source.Format.ToLowerInvariant()), source.Options);

    /// <returns>A warning for each option of the sink that it does not know.</returns>
    public static IEnumerable<string> Unknown(WriteStreamOperation operation) => operation.Format is { } format
        ? Unknown($"The sink {format}", Sinks.GetValueOrDefault(format.ToLowerInvariant()), operation.Options)
        : [];

    private static Dictionary<string, string[]> Table(params (string Format, string Names)[] rows) =>
        rows.ToDictionary(row => row.Format, row => row.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Unknown(string who, string[]? known, Seq<Setting> options) => known is null ? [] : options
        .Select(option => option.Key)
        .Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => $"{who} knows no option '{name}', and passes over it.{Guess(name, known)}");

    private static string Guess(string name, string[] known) =>
        known.MinBy(candidate => EditDistance.Of(name.ToLowerInvariant(), candidate.ToLowerInvariant())) is { } nearest && EditDistance.Of(name.ToLowerInvariant(), nearest.ToLowerInvariant()) <= NearDistance
            ? $" Did you mean {nearest}?"
            : "";
}
