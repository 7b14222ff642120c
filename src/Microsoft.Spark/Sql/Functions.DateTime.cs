namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    public static Column AddMonths(Column startDate, Column numMonths) => Sql.Column.Call("add_months", startDate, numMonths);

    public static Column AddMonths(Column startDate, int numMonths) => Sql.Column.Call("add_months", startDate, numMonths);

    public static Column CurrentDate() => Sql.Column.Call("current_date");

    public static Column CurrentTimestamp() => Sql.Column.Call("current_timestamp");

    public static Column DateAdd(Column start, Column days) => Sql.Column.Call("date_add", start, days);

    public static Column DateAdd(Column start, int days) => Sql.Column.Call("date_add", start, days);

    public static Column DateDiff(Column end, Column start) => Sql.Column.Call("datediff", end, start);

    public static Column DateFormat(Column dateExpr, string format) => Sql.Column.Call("date_format", dateExpr, format);

    public static Column DateSub(Column start, Column days) => Sql.Column.Call("date_sub", start, days);

    public static Column DateSub(Column start, int days) => Sql.Column.Call("date_sub", start, days);

    public static Column DateTrunc(string format, Column column) => Sql.Column.Call("date_trunc", format, column);

    public static Column DayOfMonth(Column column) => Sql.Column.Call("dayofmonth", column);

    public static Column DayOfWeek(Column column) => Sql.Column.Call("dayofweek", column);

    public static Column DayOfYear(Column column) => Sql.Column.Call("dayofyear", column);

    public static Column FromUnixTime(Column column) => Sql.Column.Call("from_unixtime", column);

    public static Column FromUnixTime(Column column, string format) => Sql.Column.Call("from_unixtime", column, format);

    public static Column FromUtcTimestamp(Column column, Column tz) => Sql.Column.Call("from_utc_timestamp", column, tz);

    public static Column FromUtcTimestamp(Column column, string tz) => Sql.Column.Call("from_utc_timestamp", column, tz);

    public static Column Hour(Column column) => Sql.Column.Call("hour", column);

    public static Column LastDay(Column column) => Sql.Column.Call("last_day", column);

    public static Column Minute(Column column) => Sql.Column.Call("minute", column);

    public static Column Month(Column column) => Sql.Column.Call("month", column);

    public static Column MonthsBetween(Column end, Column start) => Sql.Column.Call("months_between", end, start);

    public static Column MonthsBetween(Column end, Column start, bool roundOff) => Sql.Column.Call("months_between", end, start, roundOff);

    public static Column NextDay(Column date, Column dayOfWeek) => Sql.Column.Call("next_day", date, dayOfWeek);

    public static Column NextDay(Column date, string dayOfWeek) => Sql.Column.Call("next_day", date, dayOfWeek);

    public static Column Quarter(Column column) => Sql.Column.Call("quarter", column);

    public static Column Second(Column column) => Sql.Column.Call("second", column);

    public static Column TimestampSeconds(Column column) => Sql.Column.Call("timestamp_seconds", column);

    public static Column ToDate(Column column) => Sql.Column.Call("to_date", column);

    public static Column ToDate(Column column, string format) => Sql.Column.Call("to_date", column, format);

    public static Column ToTimestamp(Column column) => Sql.Column.Call("to_timestamp", column);

    public static Column ToTimestamp(Column column, string format) => Sql.Column.Call("to_timestamp", column, format);

    public static Column ToUtcTimestamp(Column column, Column tz) => Sql.Column.Call("to_utc_timestamp", column, tz);

    public static Column ToUtcTimestamp(Column column, string tz) => Sql.Column.Call("to_utc_timestamp", column, tz);

    public static Column Trunc(Column column, string format) => Sql.Column.Call("trunc", column, format);

    public static Column UnixTimestamp() => Sql.Column.Call("unix_timestamp");

    public static Column UnixTimestamp(Column column) => Sql.Column.Call("unix_timestamp", column);

    public static Column UnixTimestamp(Column column, string format) => Sql.Column.Call("unix_timestamp", column, format);

    public static Column WeekOfYear(Column column) => Sql.Column.Call("weekofyear", column);

    public static Column Year(Column column) => Sql.Column.Call("year", column);
}
