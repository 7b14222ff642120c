using System.Globalization;

namespace Grader.Engine.Text;

/// <summary>Floating-point numbers as Java writes and reads them (spark-semantics 8.6 and 8.7).</summary>
public static class JavaNumberText
{
    /// <summary>Double.toString: shortest digits that round-trip, plain from 1e-3 up to 1e7, else <c>d.dddE±x</c> without a plus.</summary>
    public static string Of(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => Shape(double.IsNegative(value), value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>Float.toString: the same over the shortest digits of 32 bits.</summary>
    public static string Of(float value) => value switch
    {
        float.NaN => "NaN",
        float.PositiveInfinity => "Infinity",
        float.NegativeInfinity => "-Infinity",
        _ => Shape(float.IsNegative(value), value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>The text without blanks and control characters around it (UTF8String.trimAll).</summary>
    public static ReadOnlySpan<char> TrimAll(ReadOnlySpan<char> text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];

        static bool IsBlank(char c) => c is <= ' ' or '\u007F';
    }

    /// <summary>What a cast of a string to DOUBLE takes: Java's decimal forms with an optional d or f, and the named values in any case.</summary>
    public static bool TryParseDouble(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        value = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<char> unsigned = text[0] is '+' or '-' ? text[1..] : text;
        double sign = text[0] == '-' ? -1 : 1;
        if (unsigned.Equals("NaN", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return unsigned.Length == text.Length;
        }

        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = sign * double.PositiveInfinity;
            return true;
        }

        if (unsigned.Length > 1 && unsigned[^1] is 'd' or 'D' or 'f' or 'F')
        {
            text = text[..^1];
            unsigned = unsigned[..^1];
        }

        return !unsigned.IsEmpty && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && double.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out value);
    }

    private static string Shape(bool negative, string roundTrip)
    {
        // Digits d1…dn and a decimal exponent e such that the value is 0.d1…dn × 10^e.
        string text = roundTrip.TrimStart('-');
        int exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        string mantissa = exponentAt < 0 ? text : text[..exponentAt];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        exponent -= leading;
        string sign = negative ? "-" : "";
        if (digits.Length == 0)
        {
            return sign + "0.0";
        }

        if (exponent is > -3 and <= 7)
        {
            string whole = exponent <= 0 ? "0" : digits.PadRight(exponent, '0')[..exponent];
            string fraction = exponent <= 0 ? new string('0', -exponent) + digits : digits.Length > exponent ? digits[exponent..] : "0";
            return $"{sign}{whole}.{fraction}";
        }

        return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{(exponent - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
