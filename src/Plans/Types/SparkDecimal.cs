using System.Globalization;
using System.Numerics;

namespace Grader.Plans.Types;

/// <summary>A decimal value: <c>Unscaled × 10^-Scale</c>. Up to 38 digits, which .NET's decimal cannot hold.</summary>
/// <remarks>Equality is by value and scale, as the parts are; compare numerically with <see cref="CompareTo"/>.</remarks>
public readonly record struct SparkDecimal(BigInteger Unscaled, int Scale) : IComparable<SparkDecimal>
{
    public int CompareTo(SparkDecimal other)
    {
        int scale = Math.Max(Scale, other.Scale);
        return AtScale(scale).CompareTo(other.AtScale(scale));
    }

    /// <summary>Plain notation with exactly <see cref="Scale"/> digits after the point.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        string sign = Unscaled.Sign < 0 ? "-" : "";
        if (Scale <= 0)
        {
            return Unscaled.IsZero ? "0" : sign + digits + new string('0', -Scale);
        }

        digits = digits.PadLeft(Scale + 1, '0');
        return $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }

    public static bool operator <(SparkDecimal left, SparkDecimal right) => left.CompareTo(right) < 0;

    public static bool operator <=(SparkDecimal left, SparkDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >(SparkDecimal left, SparkDecimal right) => left.CompareTo(right) > 0;

    public static bool operator >=(SparkDecimal left, SparkDecimal right) => left.CompareTo(right) >= 0;

    private BigInteger AtScale(int scale) => Unscaled * BigInteger.Pow(10, scale - Scale);
}
