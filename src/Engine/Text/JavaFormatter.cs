using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Text;

/// <summary>An argument of <see cref="JavaFormatter"/>: the Java object that Spark hands over, by its class and value.</summary>
internal readonly record struct FormatArgument(Datum Value, DataType Type)
{
    /// <summary>The class that Java's messages name.</summary>
    public string ClassName => Type switch
    {
        BooleanType => "java.lang.Boolean",
        ByteType => "java.lang.Byte",
        ShortType => "java.lang.Short",
        IntegerType or DateType or YearMonthIntervalType => "java.lang.Integer",
        LongType or TimestampType or TimestampNtzType or DayTimeIntervalType => "java.lang.Long",
        FloatType => "java.lang.Float",
        DoubleType => "java.lang.Double",
        DecimalType => "org.apache.spark.sql.types.Decimal",
        StringType => "org.apache.spark.unsafe.types.UTF8String",
        _ => "java.lang.Object",
    };

    public bool IsInteger => !Value.IsNull && Type is IntegralType or DateType or YearMonthIntervalType or TimestampType or TimestampNtzType or DayTimeIntervalType;

    /// <summary>toString of the object: dates and times are plain numbers there.</summary>
    public string Text => Value.IsNull ? "null" : IsInteger ? Value.Int64.ToString(CultureInfo.InvariantCulture) : ValueText.Of(Value, Type, TimeZoneInfo.Utc);
}

/// <summary>java.util.Formatter in English, for what SQL can hand over: %b %c %s %d %o %x %e %f %g %h %n %%.</summary>
internal static partial class JavaFormatter
{
    private const int MaxPrecision = 1000;

    /// <exception cref="SparkException">Java's exceptions for formats that do not fit; a result beyond the limit of one value.</exception>
    public static string Format(string format, FormatArgument[] arguments)
    {
        var result = new StringBuilder();
        int next = 0, last = -1;
        for (int i = 0; i < format.Length;)
        {
            if (format[i] != '%')
            {
                result.Append(format[i++]);
                continue;
            }

            Match match = Specifier().Match(format, i);
            if (!match.Success)
            {
                throw Failed("UnknownFormatConversionException", $"Conversion = '{(i + 1 < format.Length ? UnknownAt(format, i + 1) : '%')}'");
            }

            i += match.Length;
            var specifier = new FormatSpecifier(match);
            if (specifier.Conversion is 'n' or '%')
            {
                result.Append(specifier.Conversion == 'n' ? "\n" : Padded("%", specifier));
                continue;
            }

            int index = specifier.UsesLast ? last : specifier.Index is { } given ? given - 1 : next++;
            if (index < 0 || index >= arguments.Length)
            {
                throw Failed("MissingFormatArgumentException", $"Format specifier '{match.Value}'");
            }

            last = index;
            ValueLimits.CheckLength("format_string", result.Length + (Int128)specifier.Width);
            result.Append(Padded(Converted(arguments[index], specifier), specifier));
            ValueLimits.CheckLength("format_string", result.Length);
        }

        return result.ToString();
    }

    private static char UnknownAt(string format, int from)
    {
        int at = from;
        while (at < format.Length && format[at] is '-' or '#' or '+' or ' ' or '0' or ',' or '(' or '<')
        {
            at++;
        }

        return at < format.Length ? format[at] : '%';
    }

    private static string Padded(string text, FormatSpecifier specifier)
    {
        if (specifier.Has('-') && specifier.Width == 0)
        {
            throw Failed("MissingFormatWidthException", specifier.Text);
        }

        return specifier.Has('-') ? text.PadRight(specifier.Width) : text.PadLeft(specifier.Width);
    }

    private static string Converted(FormatArgument argument, FormatSpecifier specifier)
    {
        string text = char.ToLowerInvariant(specifier.Conversion) switch
        {
            's' => Cut(argument.Text, specifier),
            'b' => Cut(argument.Value.IsNull ? "false" : argument.Type is BooleanType ? argument.Text : "true", specifier),
            'h' => Hash(argument),
            'c' => Character(argument, specifier),
            'd' => Integer(argument, specifier),
            'x' or 'o' => Unsigned(argument, specifier),
            'e' or 'f' or 'g' => Real(argument, specifier),
            _ => throw new SparkException(new SparkError("SparkUnsupportedOperationException", null, $"The conversion {specifier.Text} of a format is not supported by this engine.")),
        };
        return char.IsUpper(specifier.Conversion) ? text.ToUpperInvariant() : text;
    }

    private static string Cut(string text, FormatSpecifier specifier) => specifier.Precision is { } most && most < text.Length ? text[..most] : text;

    private static string Hash(FormatArgument argument) => argument.Value.IsNull ? "null"
        : argument.Type is StringType ? Murmur3.OfBytes(Encoding.UTF8.GetBytes(argument.Value.String), 42).ToString("x", CultureInfo.InvariantCulture)
        : argument.Type is IntegerType or ShortType or ByteType ? ((int)argument.Value.Int64).ToString("x", CultureInfo.InvariantCulture)
        : argument.Type is LongType ? unchecked((int)(argument.Value.Int64 ^ (argument.Value.Int64 >>> 32))).ToString("x", CultureInfo.InvariantCulture)
        : throw new SparkException(new SparkError("SparkUnsupportedOperationException", null, "The conversion %h of a format is supported by this engine for strings and whole numbers only."));

    private static string Character(FormatArgument argument, FormatSpecifier specifier)
    {
        if (argument.Value.IsNull)
        {
            return "null";
        }

        if (argument.Type is not (ByteType or ShortType or IntegerType or DateType))
        {
            throw Mismatch(argument, specifier);
        }

        return Rune.TryCreate((int)argument.Value.Int64, out Rune rune) ? rune.ToString()
            : throw Failed("IllegalFormatCodePointException", $"Code point = 0x{argument.Value.Int64:x}");
    }

    private static string Integer(FormatArgument argument, FormatSpecifier specifier)
    {
        if (argument.Value.IsNull)
        {
            return "null";
        }

        if (!argument.IsInteger)
        {
            throw Mismatch(argument, specifier);
        }

        if (specifier.Precision is { } precision)
        {
            throw Failed("IllegalFormatPrecisionException", precision.ToString(CultureInfo.InvariantCulture));
        }

        BigInteger value = argument.Value.Int64;
        string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture);
        return Signed(specifier.Has(',') ? DecimalDigits.Grouped(digits, 3) : digits, value.Sign < 0, specifier);
    }

    private static string Unsigned(FormatArgument argument, FormatSpecifier specifier)
    {
        if (argument.Value.IsNull)
        {
            return "null";
        }

        if (!argument.IsInteger)
        {
            throw Mismatch(argument, specifier);
        }

        long value = argument.Value.Int64;
        ulong bits = argument.ClassName switch
        {
            "java.lang.Byte" => (byte)value,
            "java.lang.Short" => (ushort)value,
            "java.lang.Integer" => (uint)value,
            _ => (ulong)value,
        };
        bool isHex = specifier.Conversion is 'x' or 'X';
        string digits = isHex ? bits.ToString("x", CultureInfo.InvariantCulture) : Convert.ToString((long)bits, 8);
        string prefix = specifier.Has('#') ? (isHex ? "0x" : "0") : "";
        return prefix + (specifier.Has('0') ? digits.PadLeft(specifier.Width - prefix.Length, '0') : digits);
    }

    // The digits of the shortest text, rounded half up: so Java does.
    private static string Real(FormatArgument argument, FormatSpecifier specifier)
    {
        if (argument.Value.IsNull)
        {
            return "null";
        }

        if (argument.Type is not (FloatType or DoubleType))
        {
            throw Mismatch(argument, specifier);
        }

        double value = argument.Value.Double;
        if (!double.IsFinite(value))
        {
            string name = double.IsNaN(value) ? "NaN" : "Infinity";
            return double.IsNaN(value) ? name : specifier.Has('(') && value < 0 ? $"({name})" : (value < 0 ? "-" : specifier.Has('+') ? "+" : specifier.Has(' ') ? " " : "") + name;
        }

        int precision = specifier.Precision ?? 6;
        if (precision > MaxPrecision)
        {
            throw ValueLimits.Exceeded($"The format {specifier.Text} asks for more than {MaxPrecision} digits, which is this engine's limit.");
        }

        SparkDecimal digits = argument.Type is FloatType ? DecimalArithmetic.Parse(JavaNumberText.Of((float)Math.Abs(value)))!.Value : DecimalDigits.Shortest(Math.Abs(value));
        string text = char.ToLowerInvariant(specifier.Conversion) switch
        {
            'f' => Plain(digits, precision, specifier),
            'e' => Scientific(digits, precision),
            _ => General(digits, precision, specifier),
        };
        return Signed(text, double.IsNegative(value), specifier);
    }

    private static string General(SparkDecimal value, int precision, FormatSpecifier specifier)
    {
        precision = precision == 0 ? 1 : precision;
        if (value.Unscaled.IsZero)
        {
            return Plain(value, precision - 1, specifier);
        }

        string scientific = Scientific(value, precision - 1);
        int exponent = int.Parse(scientific[(scientific.IndexOf('e', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        return exponent >= -4 && exponent < precision ? Plain(value, precision - 1 - exponent, specifier) : scientific;
    }

    private static string Plain(SparkDecimal value, int precision, FormatSpecifier specifier)
    {
        string[] parts = DecimalDigits.Round(value, precision, halfEven: false).ToString().Split('.');
        string whole = specifier.Has(',') ? DecimalDigits.Grouped(parts[0], 3) : parts[0];
        return whole + (precision > 0 ? "." + parts[1] : specifier.Has('#') ? "." : "");
    }

    private static string Scientific(SparkDecimal value, int precision)
    {
        string digits = value.Unscaled.ToString(CultureInfo.InvariantCulture);
        int exponent = value.Unscaled.IsZero ? 0 : digits.Length - 1 - value.Scale;
        BigInteger rounded = DecimalDigits.Round(new SparkDecimal(value.Unscaled, Math.Max(0, digits.Length - 1)), precision, halfEven: false).Unscaled;
        string mantissa = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        if (mantissa.Length > precision + 1)
        {
            mantissa = mantissa[..^1];
            exponent++;
        }

        return $"{mantissa[0]}{(precision > 0 ? "." : "")}{mantissa[1..]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";
    }

    // Zeros go between the sign and the digits.
    private static string Signed(string digits, bool isNegative, FormatSpecifier specifier)
    {
        string before = isNegative ? (specifier.Has('(') ? "(" : "-") : specifier.Has('+') ? "+" : specifier.Has(' ') ? " " : "";
        string after = isNegative && specifier.Has('(') ? ")" : "";
        string filled = specifier.Has('0') ? digits.PadLeft(specifier.Width - before.Length - after.Length, '0') : digits;
        return before + filled + after;
    }

    private static SparkException Mismatch(FormatArgument argument, FormatSpecifier specifier) =>
        Failed("IllegalFormatConversionException", $"{specifier.Conversion} != {argument.ClassName}");

    private static SparkException Failed(string exceptionClass, string message) => new(new SparkError(exceptionClass, null, message));

    [GeneratedRegex(@"\G%(\d+\$)?([-#+ 0,(<]*)(\d+)?(\.\d+)?([tT])?([a-zA-Z%])", RegexOptions.CultureInvariant)]
    private static partial Regex Specifier();

    private sealed class FormatSpecifier(Match match)
    {
        private readonly string flags = match.Groups[2].Value;

        public string Text { get; } = match.Value;

        public int? Index { get; } = match.Groups[1].Success ? Number(match.Groups[1].Value.TrimEnd('$')) : null;

        public bool UsesLast => Has('<');

        public int Width { get; } = match.Groups[3].Success ? Number(match.Groups[3].Value) : 0;

        public int? Precision { get; } = match.Groups[4].Success ? Number(match.Groups[4].Value[1..]) : null;

        public char Conversion { get; } = match.Groups[5].Success ? 't'
            : "bBhHsScCdoxXeEfgGaAn%".Contains(match.Groups[6].Value, StringComparison.Ordinal) ? match.Groups[6].Value[0]
            : throw Failed("UnknownFormatConversionException", $"Conversion = '{match.Groups[6].Value}'");

        public bool Has(char flag) => flags.Contains(flag, StringComparison.Ordinal);

        private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : throw Failed("IllegalFormatWidthException", int.MinValue.ToString(CultureInfo.InvariantCulture));
    }
}
