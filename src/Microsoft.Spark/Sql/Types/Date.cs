using System.Globalization;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A calendar day.</summary>
public class Date
{
    private readonly DateTime dateTime;

    public Date(DateTime dateTime) => this.dateTime = dateTime;

    public Date(int year, int month, int day) => dateTime = new DateTime(year, month, day);

    public int Year => dateTime.Year;

    public int Month => dateTime.Month;

    public int Day => dateTime.Day;

    public DateTime ToDateTime() => dateTime;

    public override string ToString() => dateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override bool Equals(object obj) => obj is Date other && dateTime.Date == other.dateTime.Date;

    public override int GetHashCode() => dateTime.Date.GetHashCode();
}
