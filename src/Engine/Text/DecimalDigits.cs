using System.Globalization;
using System.Numerics;
using Grader.Plans.Types;

namespace Grader.Engine.Text;

/// <summary>Decimal digits of numbers, and their rounding.</summary>
internal static class DecimalDigits
{
    /// <summary>The exact value of a finite double: every binary fraction is a decimal one.</summary>
    public static SparkDecimal Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075;
        BigInteger signed = value < 0 ? -mantissa : mantissa;
        return shift >= 0
            ? new SparkDecimal(signed << shift, 0)
            : new SparkDecimal(signed * BigInteger.Pow(5, -shift), -shift);
    }

    /// <summary>The decimal that the shortest text of a finite double says.</summary>
    public static SparkDecimal Shortest(double value)
    {
        string text = value.ToString("E16", CultureInfo.InvariantCulture) is var wide && double.Parse(wide, CultureInfo.InvariantCulture) == value ? value.ToString("R", CultureInfo.InvariantCulture) : wide;
        int at = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = at < 0 ? 0 : int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        string mantissa = at < 0 ? text : text[..at];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        BigInteger unscaled = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return scale < 0 ? new SparkDecimal(unscaled * BigInteger.Pow(10, -scale), 0) : new SparkDecimal(unscaled, scale);
    }

    public static SparkDecimal Round(SparkDecimal value, int scale, bool halfEven)
    {
        if (scale >= value.Scale)
        {
            return new SparkDecimal(value.Unscaled * BigInteger.Pow(10, scale - value.Scale), scale);
        }

        BigInteger unit = BigInteger.Pow(10, value.Scale - scale);
        BigInteger quotient = BigInteger.DivRem(value.Unscaled, unit, out BigInteger remainder);
        int half = (BigInteger.Abs(remainder) * 2).CompareTo(unit);
        bool up = half > 0 || (half == 0 && (!halfEven || !quotient.IsEven));
        return new SparkDecimal(up ? quotient + value.Unscaled.Sign : quotient, scale);
    }

    /// <summary>A comma before every group of digits, counted from the right.</summary>
    public static string Grouped(string digits, int size)
    {
        if (size <= 0 || digits.Length <= size)
        {
            return digits;
        }

        int first = digits.Length % size;
        IEnumerable<string> groups = Enumerable.Range(0, digits.Length / size).Select(i => digits.Substring(first + i * size, size));
        return string.Join(',', first == 0 ? groups : groups.Prepend(digits[..first]));
    }
}
