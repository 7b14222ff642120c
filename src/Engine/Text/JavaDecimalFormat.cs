using System.Globalization;
using System.Numerics;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Text;

/// <summary>java.text.DecimalFormat's patterns in English, rounding half to even: <c>#,##0.00</c>, text around it, percent.</summary>
internal sealed class JavaDecimalFormat
{
    private const int MaxFraction = 400;

    private readonly string prefix;
    private readonly string suffix;
    private readonly int minWhole;
    private readonly int minFraction;
    private readonly int maxFraction;
    private readonly int groupSize;
    private readonly int shift;

    /// <exception cref="SparkException">The pattern is none.</exception>
    public JavaDecimalFormat(string pattern)
    {
        string positive = pattern.Split(';')[0];
        int start = positive.AsSpan().IndexOfAny("#0,.");
        start = start < 0 ? positive.Length : start;
        int end = start;
        while (end < positive.Length && positive[end] is '#' or '0' or ',' or '.')
        {
            end++;
        }

        string number = positive[start..end];
        int point = number.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? number : number[..point], fraction = point < 0 ? "" : number[(point + 1)..];
        if (fraction.AsSpan().ContainsAny(',', '.') || whole.EndsWith(',') || whole.Replace(",", "", StringComparison.Ordinal).Contains("0#", StringComparison.Ordinal) || fraction.Contains("#0", StringComparison.Ordinal))
        {
            throw SparkException.IllegalArgument($"Malformed pattern \"{pattern}\"");
        }

        if (fraction.Length > MaxFraction)
        {
            throw SparkException.IllegalArgument($"A number format with more than {MaxFraction} digits behind the point is more than this engine takes.");
        }

        prefix = positive[..start].Replace("'", "", StringComparison.Ordinal);
        suffix = positive[end..].Replace("'", "", StringComparison.Ordinal);
        minWhole = whole.Count(c => c == '0');
        minFraction = fraction.Count(c => c == '0');
        maxFraction = fraction.Length;
        int comma = whole.LastIndexOf(',');
        groupSize = comma < 0 ? 0 : whole.Length - comma - 1;
        shift = suffix.Contains('%', StringComparison.Ordinal) || prefix.Contains('%', StringComparison.Ordinal) ? 2 : 0;
    }

    /// <summary>Groups of three, and exactly so many digits behind the point: what <c>format_number(x, d)</c> uses.</summary>
    public static JavaDecimalFormat OfPlaces(int places) => places > MaxFraction
        ? throw SparkException.IllegalArgument($"A number format with more than {MaxFraction} digits behind the point is more than this engine takes.")
        : new JavaDecimalFormat("#,###,###,###,###,###,##0" + (places > 0 ? "." + new string('0', places) : ""));

    public string Format(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? $"{(value < 0 ? "-" : "")}{prefix}∞{suffix}"
        : Format(DecimalDigits.Exact(value), double.IsNegative(value));

    public string Format(SparkDecimal value) => Format(value, value.Unscaled.Sign < 0);

    private string Format(SparkDecimal value, bool isNegative)
    {
        SparkDecimal scaled = new(value.Unscaled * BigInteger.Pow(10, shift), value.Scale);
        SparkDecimal rounded = DecimalDigits.Round(scaled, maxFraction, halfEven: true);
        string digits = BigInteger.Abs(rounded.Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(maxFraction + 1, '0');
        string whole = digits[..^maxFraction].TrimStart('0').PadLeft(minWhole, '0');
        string fraction = digits[^maxFraction..].TrimEnd('0').PadRight(minFraction, '0');
        whole = whole.Length == 0 && fraction.Length == 0 ? "0" : whole;
        return $"{(isNegative ? "-" : "")}{prefix}{DecimalDigits.Grouped(whole, groupSize)}{(fraction.Length > 0 ? "." : "")}{fraction}{suffix}";
    }
}
