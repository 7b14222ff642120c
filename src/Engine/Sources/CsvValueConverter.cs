using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Operators;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Values of CSV texts by column type (Spark's UnivocityParser.makeConverter).</summary>
internal sealed class CsvValueConverter(CsvReadOptions options, long nowMicros)
{
    private readonly TemporalFieldParser byPattern = new(options.TimestampFormat, options.TimestampNtzFormat, options.DateFormat, options.Zone, nowMicros);

    public static void CheckSupported(StructField field)
    {
        if (field.DataType is ArrayType or MapType or StructType)
        {
            throw SparkException.Analysis("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
                $"[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The CSV datasource doesn't support the column `{field.Name}` of the type \"{field.DataType.Sql}\".");
        }

        if (field.DataType is not (StringType or NumericType or BooleanType or DateType or TimestampType or TimestampNtzType))
        {
            throw NotSupported.Yet($"A csv column of type {field.DataType.Sql}");
        }
    }

    /// <summary>False where the text is no value of the type; the value is null then.</summary>
    public bool TryConvert(string text, DataType type, out Datum value)
    {
        value = Datum.Null;
        if (text == options.NullValue)
        {
            return true;
        }

        switch (type)
        {
            case StringType:
                value = Datum.Of(text);
                return true;
            case ByteType:
                return Integer(text, sbyte.MinValue, sbyte.MaxValue, out value);
            case ShortType:
                return Integer(text, short.MinValue, short.MaxValue, out value);
            case IntegerType:
                return Integer(text, int.MinValue, int.MaxValue, out value);
            case LongType:
                return Integer(text, long.MinValue, long.MaxValue, out value);
            case FloatType or DoubleType:
                return Floating(text, type is FloatType, out value);
            case DecimalType target:
                bool isDecimal = JsonValueConverter.TryParseDecimal(text.Replace(",", "", StringComparison.Ordinal), target, out SparkDecimal number);
                value = isDecimal ? Datum.Of(number) : Datum.Null;
                return isDecimal;
            case BooleanType:
                bool isTrue = text.Equals("true", StringComparison.OrdinalIgnoreCase);
                value = isTrue || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? Datum.Of(isTrue) : Datum.Null;
                return !value.IsNull;
            case DateType:
                return Date(text, out value);
            case TimestampType:
                return Timestamp(text, out value);
            default:
                bool isTime = byPattern.TryTimestampNtz(text, out long micros);
                value = isTime ? Datum.Of(micros) : Datum.Null;
                return isTime;
        }
    }

    /// <summary>Java's parseLong: a sign and digits, no blanks.</summary>
    public static bool TryInteger(string text, long min, long max, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= min && number <= max;

    /// <summary>Java's parseDouble, with the option's names for what is no finite number.</summary>
    public bool TryFloating(string text, out double number)
    {
        number = text == options.NanValue ? double.NaN
            : text == options.NegativeInfinity ? double.NegativeInfinity
            : text == options.PositiveInfinity ? double.PositiveInfinity
            : 0;
        return number != 0 || TryJavaDouble(text, out number);
    }

    // Java knows its own spelling of NaN and Infinity only; a cast also takes "inf" and any case.
    private static bool TryJavaDouble(string text, out double number)
    {
        string trimmed = text.Trim();
        bool named = trimmed.AsSpan().TrimStart("+-") is ['N' or 'n' or 'I' or 'i', ..];
        bool isJavaName = trimmed.TrimStart('+', '-') is "NaN" or "Infinity";
        number = 0;
        return (!named || isJavaName) && JavaNumberText.TryParseDouble(text, out number);
    }

    private static bool Integer(string text, long min, long max, out Datum value)
    {
        bool isInteger = TryInteger(text, min, max, out long number);
        value = isInteger ? Datum.Of(number) : Datum.Null;
        return isInteger;
    }

    private bool Floating(string text, bool isFloat, out Datum value)
    {
        bool isNumber = TryFloating(text, out double number);
        value = isNumber ? Datum.Of(isFloat ? (float)number : number) : Datum.Null;
        return isNumber;
    }

    private bool Date(string text, out Datum value)
    {
        value = Datum.Null;
        if (options.DateFallback && TemporalText.TryParseDate(text, out int days))
        {
            value = Datum.Of(days);
            return true;
        }

        bool isDate = byPattern.TryDate(text, out days);
        value = isDate ? Datum.Of(days) : Datum.Null;
        return isDate;
    }

    private bool Timestamp(string text, out Datum value)
    {
        value = Datum.Null;
        if (options.TimestampFallback && TemporalText.TryParseTimestamp(text, options.Zone, nowMicros, out long micros))
        {
            value = Datum.Of(micros);
            return true;
        }

        bool isTime = byPattern.TryTimestamp(text, out micros);
        value = isTime ? Datum.Of(micros) : Datum.Null;
        return isTime;
    }
}
