using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Dates and times as Spark writes them into JSON and CSV.</summary>
internal sealed class TemporalOutput(CaseInsensitiveOptions options, TimeZoneInfo zone)
{
    private const long MicrosPerDay = 86_400_000_000;

    private readonly JavaDateTimeFormatter timestamps = JavaDateTimeFormatter.Create(options["timestampFormat"] ?? "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]", zone);
    private readonly JavaDateTimeFormatter timestampsNtz = JavaDateTimeFormatter.Create(options["timestampNTZFormat"] ?? "yyyy-MM-dd'T'HH:mm:ss[.SSS]", TimeZoneInfo.Utc);
    private readonly JavaDateTimeFormatter dates = JavaDateTimeFormatter.Create(options["dateFormat"] ?? "yyyy-MM-dd", TimeZoneInfo.Utc);

    /// <summary>The text of a value of one of the three types.</summary>
    public string Format(Datum value, DataType type) => type switch
    {
        TimestampType => timestamps.Format(value.Int64),
        TimestampNtzType => timestampsNtz.Format(value.Int64),
        _ => dates.Format(value.Int64 * MicrosPerDay),
    };
}
