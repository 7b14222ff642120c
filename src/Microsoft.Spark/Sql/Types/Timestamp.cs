using System.Globalization;

namespace Microsoft.Spark.Sql.Types;

/// <summary>An instant in UTC, to the microsecond.</summary>
public class Timestamp
{
    private readonly DateTime dateTime;

    /// <summary>The instant that a time names, as <see cref="DateTime.ToUniversalTime"/> tells it.</summary>
    /// <param name="dateTime">A time of the kind <see cref="DateTimeKind.Local"/> or <see cref="DateTimeKind.Unspecified"/> is one of the machine's zone.</param>
    public Timestamp(DateTime dateTime) => this.dateTime = dateTime.ToUniversalTime();

    /// <param name="microsecond">0 to 999999.</param>
    public Timestamp(int year, int month, int day, int hour, int minute, int second, int microsecond)
    {
        if (microsecond is < 0 or > 999999)
        {
            throw new ArgumentOutOfRangeException(
                nameof(microsecond), $"Invalid microsecond value {microsecond}. The microsecond is from 0 through 999999.");
        }

        dateTime = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddMicroseconds(microsecond);
    }

    /// <summary>The year.</summary>
    public int Year => dateTime.Year;

    /// <summary>The month, from 1.</summary>
    public int Month => dateTime.Month;

    /// <summary>The day of the month, from 1.</summary>
    public int Day => dateTime.Day;

    /// <summary>The hour, from 0 to 23.</summary>
    public int Hour => dateTime.Hour;

    /// <summary>The minute.</summary>
    public int Minute => dateTime.Minute;

    /// <summary>The second.</summary>
    public int Second => dateTime.Second;

    /// <summary>The microseconds of the second, from 0 to 999,999.</summary>
    public int Microsecond => (dateTime.Millisecond * 1000) + dateTime.Microsecond;

    /// <summary>The same instant.</summary>
    public DateTime ToDateTime() => dateTime;

    /// <inheritdoc/>
    public override string ToString() => dateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is Timestamp other && dateTime == other.dateTime;

    /// <inheritdoc/>
    public override int GetHashCode() => dateTime.GetHashCode();
}
