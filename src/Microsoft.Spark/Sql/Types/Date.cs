using System.Globalization;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A calendar day.</summary>
public class Date
{
    private readonly DateTime dateTime;

    /// <summary>A date of the proleptic Gregorian calendar.</summary>
    public Date(DateTime dateTime) => this.dateTime = dateTime;

    /// <inheritdoc cref="Date(DateTime)"/>
    public Date(int year, int month, int day) => dateTime = new DateTime(year, month, day);

    /// <summary>The year.</summary>
    public int Year => dateTime.Year;

    /// <summary>The month, from 1.</summary>
    public int Month => dateTime.Month;

    /// <summary>The day of the month, from 1.</summary>
    public int Day => dateTime.Day;

    /// <summary>Midnight of the day, of no particular zone.</summary>
    public DateTime ToDateTime() => dateTime;

    /// <inheritdoc/>
    public override string ToString() => dateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is Date other && dateTime.Date == other.dateTime.Date;

    /// <inheritdoc/>
    public override int GetHashCode() => dateTime.Date.GetHashCode();
}
