using System.Globalization;
using Grader.Engine.Text;

namespace Grader.Engine.Sources;

/// <summary>Dates and times of text formats: by the reader's pattern where it has one, else by the rules of casts.</summary>
/// <param name="zone">Of texts without a zone of their own.</param>
/// <param name="nowMicros">Gives the day of a time without a date.</param>
/// <remarks>
/// A text that only the parser before Spark 3.0 took fails the query (<see cref="JavaDateTimeFormatter.NewParserFails"/>), with or without a pattern.
/// Source: Spark's DefaultTimestampFormatter and DefaultDateFormatter (<c>checkParsedDiff</c>).
/// </remarks>
internal sealed class TemporalFieldParser(string? timestampFormat, string? timestampNtzFormat, string? dateFormat, TimeZoneInfo zone, long nowMicros)
{
    private static readonly TimeZoneInfo OtherZone = TimeZoneInfo.CreateCustomTimeZone("probe", TimeSpan.FromHours(1), null, null);
    private static readonly JavaDateTimeFormatter LegacyTimestamps = JavaDateTimeFormatter.Create("yyyy-MM-dd HH:mm:ss", TimeZoneInfo.Utc);

    private readonly JavaDateTimeFormatter? timestamps = timestampFormat is null ? null : JavaDateTimeFormatter.Create(timestampFormat, zone);
    private readonly JavaDateTimeFormatter? timestampsNtz = timestampNtzFormat is null ? null : JavaDateTimeFormatter.Create(timestampNtzFormat, TimeZoneInfo.Utc);
    private readonly JavaDateTimeFormatter? dates = dateFormat is null ? null : JavaDateTimeFormatter.Create(dateFormat, TimeZoneInfo.Utc);

    public bool TryTimestamp(string text, out long micros)
    {
        if (timestamps is not null)
        {
            return timestamps.TryParseOrRefuse(text, out micros);
        }

        return TemporalText.TryParseTimestamp(text, zone, nowMicros, out micros)
            || (LegacyTimestamps.LegacyReads(text) ? throw JavaDateTimeFormatter.NewParserFails(text) : false);
    }

    /// <summary>A wall-clock time; a text with a zone is none.</summary>
    public bool TryTimestampNtz(string text, out long micros) =>
        timestampsNtz is null ? TryNtz(text, out micros) : timestampsNtz.TryParseOrRefuse(text, out micros);

    public bool TryDate(string text, out int days)
    {
        days = 0;
        if (dates is not null)
        {
            if (!dates.TryParseOrRefuse(text, out long micros))
            {
                return false;
            }

            days = (int)TemporalText.FloorDays(micros).Days;
            return true;
        }

        return TemporalText.TryParseDate(text, out days)
            || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out days)
            || (JavaDateTimeFormatter.LegacyReadsDate(text) ? throw JavaDateTimeFormatter.NewParserFails(text) : false);
    }

    // A text with a zone of its own means the same instant wherever it is read: a wall-clock time does not.
    private static bool TryNtz(string text, out long micros)
    {
        string trimmed = text.Trim();
        return TemporalText.TryParseTimestamp(text, TimeZoneInfo.Utc, 0, out micros)
            && !trimmed.StartsWith('T') && trimmed.IndexOf(':', StringComparison.Ordinal) is not (1 or 2)
            && TemporalText.TryParseTimestamp(text, OtherZone, 0, out long elsewhere) && elsewhere != micros;
    }
}
