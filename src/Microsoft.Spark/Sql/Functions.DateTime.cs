namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>A date some months later.</summary>
    public static Column AddMonths(Column startDate, Column numMonths) => Sql.Column.Call("add_months", startDate, numMonths);

    /// <inheritdoc cref="AddMonths(Column, Column)"/>
    public static Column AddMonths(Column startDate, int numMonths) => Sql.Column.Call("add_months", startDate, numMonths);

    /// <summary>The batch's day.</summary>
    public static Column CurrentDate() => Sql.Column.Call("current_date");

    /// <summary>The batch's time, to the millisecond.</summary>
    public static Column CurrentTimestamp() => Sql.Column.Call("current_timestamp");

    /// <summary>A date some days later.</summary>
    public static Column DateAdd(Column start, Column days) => Sql.Column.Call("date_add", start, days);

    /// <inheritdoc cref="DateAdd(Column, Column)"/>
    public static Column DateAdd(Column start, int days) => Sql.Column.Call("date_add", start, days);

    /// <summary>Days from the second date to the first.</summary>
    public static Column DateDiff(Column end, Column start) => Sql.Column.Call("datediff", end, start);

    /// <summary>A time as text by a Java pattern.</summary>
    public static Column DateFormat(Column dateExpr, string format) => Sql.Column.Call("date_format", dateExpr, format);

    /// <summary>A date some days earlier.</summary>
    public static Column DateSub(Column start, Column days) => Sql.Column.Call("date_sub", start, days);

    /// <inheritdoc cref="DateSub(Column, Column)"/>
    public static Column DateSub(Column start, int days) => Sql.Column.Call("date_sub", start, days);

    /// <summary>A time cut to a unit.</summary>
    public static Column DateTrunc(string format, Column column) => Sql.Column.Call("date_trunc", format, column);

    /// <summary>The dayofmonth of a date.</summary>
    public static Column DayOfMonth(Column column) => Sql.Column.Call("dayofmonth", column);

    /// <summary>Day of the week, Sunday is 1.</summary>
    public static Column DayOfWeek(Column column) => Sql.Column.Call("dayofweek", column);

    /// <summary>Day of the year.</summary>
    public static Column DayOfYear(Column column) => Sql.Column.Call("dayofyear", column);

    /// <summary>Seconds since the epoch as text.</summary>
    public static Column FromUnixTime(Column column) => Sql.Column.Call("from_unixtime", column);

    /// <inheritdoc cref="FromUnixTime(Column)"/>
    public static Column FromUnixTime(Column column, string format) => Sql.Column.Call("from_unixtime", column, format);

    /// <summary>The wall-clock time of a zone for a time in UTC.</summary>
    public static Column FromUtcTimestamp(Column column, Column tz) => Sql.Column.Call("from_utc_timestamp", column, tz);

    /// <inheritdoc cref="FromUtcTimestamp(Column, Column)"/>
    public static Column FromUtcTimestamp(Column column, string tz) => Sql.Column.Call("from_utc_timestamp", column, tz);

    /// <summary>The hour of a time.</summary>
    public static Column Hour(Column column) => Sql.Column.Call("hour", column);

    /// <summary>The last day of the date's month.</summary>
    public static Column LastDay(Column column) => Sql.Column.Call("last_day", column);

    /// <summary>The minute of a time.</summary>
    public static Column Minute(Column column) => Sql.Column.Call("minute", column);

    /// <summary>The month of a date.</summary>
    public static Column Month(Column column) => Sql.Column.Call("month", column);

    /// <summary>Months from the second time to the first, a fraction of 31 days included.</summary>
    public static Column MonthsBetween(Column end, Column start) => Sql.Column.Call("months_between", end, start);

    /// <inheritdoc cref="MonthsBetween(Column, Column)"/>
    public static Column MonthsBetween(Column end, Column start, bool roundOff) => Sql.Column.Call("months_between", end, start, roundOff);

    /// <summary>The next date that is a given day of the week; null where that is no day.</summary>
    public static Column NextDay(Column date, Column dayOfWeek) => Sql.Column.Call("next_day", date, dayOfWeek);

    /// <inheritdoc cref="NextDay(Column, Column)"/>
    public static Column NextDay(Column date, string dayOfWeek) => Sql.Column.Call("next_day", date, dayOfWeek);

    /// <summary>The quarter of a date.</summary>
    public static Column Quarter(Column column) => Sql.Column.Call("quarter", column);

    /// <summary>The second of a time.</summary>
    public static Column Second(Column column) => Sql.Column.Call("second", column);

    /// <summary>Seconds since the epoch as a time.</summary>
    public static Column TimestampSeconds(Column column) => Sql.Column.Call("timestamp_seconds", column);

    /// <summary>Text, by a Java pattern where one is given, as a date.</summary>
    public static Column ToDate(Column column) => Sql.Column.Call("to_date", column);

    /// <inheritdoc cref="ToDate(Column)"/>
    public static Column ToDate(Column column, string format) => Sql.Column.Call("to_date", column, format);

    /// <summary>Text, by a Java pattern where one is given, as a time.</summary>
    public static Column ToTimestamp(Column column) => Sql.Column.Call("to_timestamp", column);

    /// <inheritdoc cref="ToTimestamp(Column)"/>
    public static Column ToTimestamp(Column column, string format) => Sql.Column.Call("to_timestamp", column, format);

    /// <summary>The time in UTC for a wall-clock time of a zone.</summary>
    public static Column ToUtcTimestamp(Column column, Column tz) => Sql.Column.Call("to_utc_timestamp", column, tz);

    /// <inheritdoc cref="ToUtcTimestamp(Column, Column)"/>
    public static Column ToUtcTimestamp(Column column, string tz) => Sql.Column.Call("to_utc_timestamp", column, tz);

    /// <summary>A date cut to a unit of a week or more.</summary>
    public static Column Trunc(Column column, string format) => Sql.Column.Call("trunc", column, format);

    /// <summary>Seconds since the epoch.</summary>
    public static Column UnixTimestamp() => Sql.Column.Call("unix_timestamp");

    /// <inheritdoc cref="UnixTimestamp()"/>
    public static Column UnixTimestamp(Column column) => Sql.Column.Call("unix_timestamp", column);

    /// <inheritdoc cref="UnixTimestamp()"/>
    public static Column UnixTimestamp(Column column, string format) => Sql.Column.Call("unix_timestamp", column, format);

    /// <summary>ISO week of the year.</summary>
    public static Column WeekOfYear(Column column) => Sql.Column.Call("weekofyear", column);

    /// <summary>The year of a date.</summary>
    public static Column Year(Column column) => Sql.Column.Call("year", column);
}
