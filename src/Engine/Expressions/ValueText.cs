using System.Globalization;
using System.Text;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Values as text: what a cast to STRING gives, and what <c>show</c> prints (spark-semantics 6.1 and 8.7).</summary>
public static class ValueText
{
    /// <summary>A cast to STRING of a non-null value; nulls inside print <c>null</c>.</summary>
    public static string Of(Datum value, DataType type, TimeZoneInfo zone) => Text(value, type, zone, "null", isShown: false);

    /// <summary>A cell of <c>show</c>: <c>NULL</c> for nulls at every level, decimals in plain notation, binary as hex pairs.</summary>
    public static string Shown(Datum value, DataType type, TimeZoneInfo zone) => value.IsNull ? "NULL" : Text(value, type, zone, "NULL", isShown: true);

    private static string Text(Datum value, DataType type, TimeZoneInfo zone, string nullText, bool isShown)
    {
        switch (type)
        {
            case StringType: return value.String;
            case BooleanType: return value.Boolean ? "true" : "false";
            case IntegralType: return value.Int64.ToString(CultureInfo.InvariantCulture);
            case DoubleType: return JavaNumberText.Of(value.Double);
            case FloatType: return JavaNumberText.Of((float)value.Double);
            case DecimalType: return isShown ? value.Decimal.ToString() : Scientific(value.Decimal);
            case DateType: return TemporalText.FormatDate((int)value.Int64);
            case TimestampType: return TemporalText.FormatTimestamp(value.Int64, zone);
            case TimestampNtzType: return TemporalText.FormatTimestampNtz(value.Int64);
            case BinaryType: return isShown ? $"[{string.Join(' ', value.Binary.Select(b => b.ToString("X2", CultureInfo.InvariantCulture)))}]" : Encoding.UTF8.GetString(value.Binary);
            case DayTimeIntervalType interval: return IntervalText.DayTime(value.Int64, interval);
            case YearMonthIntervalType interval: return IntervalText.YearMonth((int)value.Int64, interval);
            case CalendarIntervalType: return IntervalText.Calendar((Plans.Expressions.CalendarInterval)value.Reference!);
            case NullType: return nullText;
            case ArrayType array: return $"[{string.Join(", ", value.Items.Select(item => Item(item, array.ElementType)))}]";
            case StructType structure: return $"{{{string.Join(", ", value.Items.Zip(structure.Fields, (item, field) => Item(item, field.DataType)))}}}";
            case MapType map:
                return $"{{{string.Join(", ", value.Map.Keys.Zip(value.Map.Values, (key, item) => $"{Item(key, map.KeyType)} -> {Item(item, map.ValueType)}"))}}}";
            default: throw new System.Diagnostics.UnreachableException(type.GetType().Name);
        }

        string Item(Datum item, DataType itemType) => item.IsNull ? nullText : Text(item, itemType, zone, nullText, isShown);
    }

    // BigDecimal.toString: an exponent below 10^-6.
    private static string Scientific(SparkDecimal value)
    {
        string digits = System.Numerics.BigInteger.Abs(value.Unscaled).ToString(CultureInfo.InvariantCulture);
        int adjusted = digits.Length - 1 - value.Scale;
        if (value.Scale >= 0 && adjusted >= -6)
        {
            return value.ToString();
        }

        string sign = value.Unscaled.Sign < 0 ? "-" : "";
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{(adjusted >= 0 ? "+" : "")}{adjusted}");
    }
}
