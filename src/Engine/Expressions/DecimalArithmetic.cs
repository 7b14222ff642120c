using System.Globalization;
using System.Numerics;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Decimals of up to 38 digits, rounded half up as Spark's Decimal does.</summary>
internal static class DecimalArithmetic
{
    /// <summary>The value with another scale; null where it needs more than <paramref name="type"/>'s digits.</summary>
    public static SparkDecimal? ToType(SparkDecimal value, DecimalType type)
    {
        SparkDecimal rounded = Rescale(value, type.Scale);
        return BigInteger.Abs(rounded.Unscaled) < BigInteger.Pow(10, type.Precision) ? rounded : null;
    }

    public static SparkDecimal Rescale(SparkDecimal value, int scale) => scale >= value.Scale
        ? new SparkDecimal(value.Unscaled * BigInteger.Pow(10, scale - value.Scale), scale)
        : new SparkDecimal(DivideHalfUp(value.Unscaled, BigInteger.Pow(10, value.Scale - scale)), scale);

    public static BigInteger DivideHalfUp(BigInteger dividend, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(divisor) ? quotient + (dividend.Sign * divisor.Sign) : quotient;
    }

    public static double ToDouble(SparkDecimal value) => double.Parse(value.ToString(), CultureInfo.InvariantCulture);

    /// <summary>The digits of plain or scientific notation; null where the text is no number.</summary>
    public static SparkDecimal? Parse(string text)
    {
        // Java's BigDecimal reads the digits of every script.
        ReadOnlySpan<char> digits = Text.JavaNumberText.TrimAll(text.All(char.IsAscii) ? text : string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + char.GetNumericValue(c)) : c)));
        int exponentAt = digits.IndexOfAny('e', 'E');
        int exponent = 0;
        if (exponentAt >= 0)
        {
            if (!int.TryParse(digits[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 1000)
            {
                return null;
            }

            digits = digits[..exponentAt];
        }

        int point = digits.IndexOf('.');
        int scale = point < 0 ? 0 : digits.Length - point - 1;
        string whole = point < 0 ? digits.ToString() : string.Concat(digits[..point], digits[(point + 1)..]);
        if (whole.Length > 1000 || !BigInteger.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger unscaled))
        {
            return null;
        }

        scale -= exponent;
        return scale < 0 ? new SparkDecimal(unscaled * BigInteger.Pow(10, -scale), 0) : new SparkDecimal(unscaled, scale);
    }

    /// <summary>The decimal that a double prints as, which is what Spark's cast takes; null for NaN and infinities.</summary>
    public static SparkDecimal? OfDouble(double value) => double.IsFinite(value) ? Parse(value.ToString("R", CultureInfo.InvariantCulture)) : null;
}
