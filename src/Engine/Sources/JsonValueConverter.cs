using System.Globalization;
using System.Numerics;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>How the conversion of one JSON value went.</summary>
/// <remarks>
/// Bad: the tokens stay where they were, and the enclosing object goes on from there, as Spark's JacksonParser does.
/// Partial: the value is usable, but something inside it was bad, so that the record is malformed.
/// </remarks>
internal enum Conversion { Good, Partial, Bad }

/// <summary>Values of JSON tokens by column type (spark-semantics 5.2).</summary>
internal sealed class JsonValueConverter(JsonReadOptions options, long nowMicros)
{
    private readonly TemporalFieldParser temporal = new(options.TimestampFormat, options.TimestampNtzFormat, options.DateFormat, options.Zone, nowMicros);

    /// <summary>Converts the value at the current token, which may be the name before it.</summary>
    public Conversion Convert(JsonTokenizer json, JsonType type, out Datum value)
    {
        if (json.Token == JsonToken.FieldName)
        {
            json.Next();
        }

        value = Datum.Null;
        return json.Token == JsonToken.Null ? Conversion.Good : type.DataType switch
        {
            StringType => Text(json, out value),
            DoubleType => Double(json, isFloat: false, out value),
            FloatType => Double(json, isFloat: true, out value),
            LongType => Integer(json, long.MinValue, long.MaxValue, out value),
            IntegerType => Integer(json, int.MinValue, int.MaxValue, out value),
            ShortType => Integer(json, short.MinValue, short.MaxValue, out value),
            ByteType => Byte(json, out value),
            BooleanType => Boolean(json, out value),
            TimestampType => Timestamp(json, out value),
            TimestampNtzType => TimestampNtz(json, out value),
            DateType => Date(json, out value),
            DecimalType target => Decimal(json, target, out value),
            BinaryType => Binary(json, out value),
            StructType => json.Token == JsonToken.StartObject ? Object(json, type, out value) : Conversion.Bad,
            ArrayType => json.Token == JsonToken.StartArray ? Array(json, type.Children[0], out value) : Conversion.Bad,
            MapType => json.Token == JsonToken.StartObject ? Map(json, type.Children[0], out value) : Conversion.Bad,
            _ => Conversion.Bad,
        };
    }

    /// <summary>An object as a struct: a bad field becomes null, the others stay.</summary>
    public Conversion Object(JsonTokenizer json, JsonType type, out Datum value)
    {
        var fields = new Datum[type.Children.Length];
        Conversion result = Conversion.Good;
        int expected = 0;
        while (json.Next() is not (JsonToken.EndObject or JsonToken.EndOfInput))
        {
            int index = json.TryName(out ReadOnlySpan<byte> name) ? type.IndexOf(name, ref expected) : -1;
            if (index < 0 || !type.IsRequired(index))
            {
                if (json.Token == JsonToken.FieldName)
                {
                    json.Next();
                }

                json.SkipChildren();
                continue;
            }

            switch (Convert(json, type.Children[index], out Datum field))
            {
                case Conversion.Good:
                    fields[index] = field;
                    break;
                case Conversion.Partial:
                    fields[index] = field;
                    result = Conversion.Partial;
                    break;
                default:
                    json.SkipChildren();
                    result = Conversion.Partial;
                    break;
            }
        }

        value = Datum.Of(fields);
        return result;
    }

    private Conversion Array(JsonTokenizer json, JsonType elementType, out Datum value)
    {
        List<Datum> elements = [];
        Conversion result = Conversion.Good;
        value = Datum.Null;
        while (json.Next() is not (JsonToken.EndArray or JsonToken.EndOfInput))
        {
            Conversion element = Convert(json, elementType, out Datum item);
            if (element == Conversion.Bad)
            {
                return Conversion.Bad;
            }

            result = element == Conversion.Partial ? element : result;
            elements.Add(item);
        }

        value = Datum.Of(elements.ToArray());
        return result;
    }

    private Conversion Map(JsonTokenizer json, JsonType valueType, out Datum value)
    {
        List<string> keys = [];
        List<Datum> values = [];
        Conversion result = Conversion.Good;
        value = Datum.Null;
        while (json.Next() is not (JsonToken.EndObject or JsonToken.EndOfInput))
        {
            string key = json.TryName(out ReadOnlySpan<byte> name) ? Encoding.UTF8.GetString(name) : "";
            Conversion entry = Convert(json, valueType, out Datum item);
            if (entry == Conversion.Bad)
            {
                return Conversion.Bad;
            }

            result = entry == Conversion.Partial ? entry : result;
            if (keys.IndexOf(key) is >= 0 and var known)
            {
                values[known] = item;
            }
            else
            {
                keys.Add(key);
                values.Add(item);
            }
        }

        value = Datum.Of(new MapDatum(keys.Select(k => Datum.Of(k)).ToArray(), [.. values]));
        return result;
    }

    private static Conversion Text(JsonTokenizer json, out Datum value)
    {
        value = Datum.Of(json.Token == JsonToken.String ? json.Text : JsonText.Rewrite(json));
        return Conversion.Good;
    }

    private Conversion Double(JsonTokenizer json, bool isFloat, out Datum value)
    {
        value = Datum.Null;
        double number;
        if (json.Token is JsonToken.Integer or JsonToken.Float)
        {
            number = json.Double;
        }
        else if (json.Token == JsonToken.String && options.AllowNonNumericNumbers && NamedNumber(json.Raw) is { } named)
        {
            number = named;
        }
        else
        {
            return Conversion.Bad;
        }

        value = Datum.Of(isFloat ? (float)number : number);
        return Conversion.Good;
    }

    private static double? NamedNumber(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("NaN"u8) ? double.NaN
        : text.SequenceEqual("Infinity"u8) || text.SequenceEqual("+Infinity"u8) || text.SequenceEqual("+INF"u8) ? double.PositiveInfinity
        : text.SequenceEqual("-Infinity"u8) || text.SequenceEqual("-INF"u8) ? double.NegativeInfinity
        : null;

    private static Conversion Integer(JsonTokenizer json, long min, long max, out Datum value)
    {
        value = Datum.Null;
        if (json.Token != JsonToken.Integer || !long.TryParse(json.Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            || number < min || number > max)
        {
            return Conversion.Bad;
        }

        value = Datum.Of(number);
        return Conversion.Good;
    }

    // Jackson takes the unsigned range of a byte too, and the value wraps.
    private static Conversion Byte(JsonTokenizer json, out Datum value)
    {
        Conversion result = Integer(json, sbyte.MinValue, byte.MaxValue, out value);
        if (result == Conversion.Good)
        {
            value = Datum.Of((long)unchecked((sbyte)value.Int64));
        }

        return result;
    }

    private static Conversion Boolean(JsonTokenizer json, out Datum value)
    {
        value = json.Token is JsonToken.True or JsonToken.False ? Datum.Of(json.Token == JsonToken.True) : Datum.Null;
        return value.IsNull ? Conversion.Bad : Conversion.Good;
    }

    private Conversion Timestamp(JsonTokenizer json, out Datum value)
    {
        value = Datum.Null;
        long micros;
        if (json.Token == JsonToken.Integer)
        {
            // A whole number is seconds.
            if (!long.TryParse(json.Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds)
                || Math.Abs((decimal)seconds) > long.MaxValue / 1_000_000)
            {
                return Conversion.Bad;
            }

            micros = seconds * 1_000_000;
        }
        else if (json.Token != JsonToken.String || json.IsEmptyString || !temporal.TryTimestamp(json.Text, out micros))
        {
            return Conversion.Bad;
        }

        value = Datum.Of(micros);
        return Conversion.Good;
    }

    private Conversion TimestampNtz(JsonTokenizer json, out Datum value)
    {
        value = Datum.Null;
        if (json.Token != JsonToken.String || json.IsEmptyString || !temporal.TryTimestampNtz(json.Text, out long micros))
        {
            return Conversion.Bad;
        }

        value = Datum.Of(micros);
        return Conversion.Good;
    }

    private Conversion Date(JsonTokenizer json, out Datum value)
    {
        value = Datum.Null;
        if (json.Token != JsonToken.String || json.IsEmptyString || !temporal.TryDate(json.Text, out int days))
        {
            return Conversion.Bad;
        }

        value = Datum.Of(days);
        return Conversion.Good;
    }

    private static Conversion Decimal(JsonTokenizer json, DecimalType target, out Datum value)
    {
        value = Datum.Null;
        string text;
        switch (json.Token)
        {
            case JsonToken.Integer or JsonToken.Float when !json.IsSpecial:
                text = Encoding.UTF8.GetString(json.Raw);
                break;
            case JsonToken.String when !json.IsEmptyString:
                text = json.Text.Replace(",", "", StringComparison.Ordinal);
                break;
            default:
                return Conversion.Bad;
        }

        if (!TryParseDecimal(text, target, out SparkDecimal number))
        {
            return Conversion.Bad;
        }

        value = Datum.Of(number);
        return Conversion.Good;
    }

    internal static bool TryParseDecimal(string text, DecimalType target, out SparkDecimal number)
    {
        number = default;
        int exponentAt = text.IndexOfAny(['e', 'E']);
        string mantissa = exponentAt < 0 ? text : text[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        bool negative = mantissa.StartsWith('-');
        string unsigned = mantissa is ['-' or '+', ..] ? mantissa[1..] : mantissa;
        int point = unsigned.IndexOf('.', StringComparison.Ordinal);
        long scale = (point < 0 ? 0L : unsigned.Length - point - 1) - exponent;
        string digits = point < 0 ? unsigned : unsigned.Remove(point, 1);
        if (digits.Length is 0 or > 1000 || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        digits = digits.TrimStart('0');
        if (digits.Length - scale > target.Precision - target.Scale && digits.Length > 0)
        {
            return false;
        }

        long drop = scale - target.Scale;
        BigInteger unscaled = digits.Length == 0 || drop > digits.Length ? BigInteger.Zero : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (drop <= 0)
        {
            unscaled *= unscaled.IsZero ? BigInteger.One : BigInteger.Pow(10, (int)-drop);
        }
        else if (!unscaled.IsZero)
        {
            BigInteger unit = BigInteger.Pow(10, (int)drop);
            unscaled = (unscaled * 2 + unit) / (unit * 2); // half up
        }

        number = new SparkDecimal(negative ? -unscaled : unscaled, target.Scale);
        return BigInteger.Abs(unscaled) < BigInteger.Pow(10, target.Precision);
    }

    private static Conversion Binary(JsonTokenizer json, out Datum value)
    {
        value = Datum.Null;
        if (json.Token != JsonToken.String || json.IsEmptyString)
        {
            return Conversion.Bad;
        }

        string text = json.Text;
        var bytes = new byte[text.Length];
        if (!System.Convert.TryFromBase64String(text, bytes, out int written))
        {
            return Conversion.Bad;
        }

        value = Datum.Of(bytes[..written]);
        return Conversion.Good;
    }
}
