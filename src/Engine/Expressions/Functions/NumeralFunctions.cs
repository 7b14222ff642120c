using System.Globalization;
using System.Numerics;
using System.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Whole numbers in other bases, and factorials.</summary>
internal static class NumeralFunctions
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        ("bin", new("bin", Signature.Of(new StringType(), [Parameter.Long]), Evaluate.Strict(value => Datum.Of(value.Int64.ToString("B", CultureInfo.InvariantCulture))), "The number in binary digits.")),
        ("conv", new("conv", Signature.Of(new StringType(), [Parameter.String, Parameter.Integer, Parameter.Integer], alwaysNullable: true),
            Evaluate.StrictMany(a => Convert(a[0].String, (int)a[1].Int64, (int)a[2].Int64)), "A number from one base in another.")),
        ("factorial", new("factorial", Signature.Of(new LongType(), [Parameter.Integer], alwaysNullable: true), Evaluate.Strict(value => Factorial(value.Int64)), "The product of 1 to a number; null outside of 0 to 20.")),
    ];

    // Unsigned 64-bit arithmetic; what does not fit is all ones; a negative base asks for a signed result (NumberConverter).
    private static Datum Convert(string text, int fromBase, int toBase)
    {
        text = text.Trim(' ');
        if (fromBase is < 2 or > 36 || Math.Abs((long)toBase) is < 2 or > 36 || text.Length == 0)
        {
            return Datum.Null;
        }

        bool negative = text[0] == '-';
        BigInteger value = 0;
        foreach (char c in text.AsSpan(negative ? 1 : 0))
        {
            int digit = Digits.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (digit < 0 || digit >= fromBase)
            {
                break;
            }

            value = BigInteger.Min(value * fromBase + digit, ulong.MaxValue);
        }

        ulong bits = (ulong)value;
        bool isOverflow = bits == ulong.MaxValue;
        if (negative && !isOverflow)
        {
            bits = toBase < 0 && (long)bits < 0 ? ulong.MaxValue : unchecked((ulong)-(long)bits);
        }

        bool signed = toBase < 0 && unchecked((long)bits) < 0;
        BigInteger size = signed ? -(BigInteger)unchecked((long)bits) : bits;
        var result = new StringBuilder();
        do
        {
            size = BigInteger.DivRem(size, Math.Abs(toBase), out BigInteger digit);
            result.Insert(0, Digits[(int)digit]);
        }
        while (!size.IsZero);
        return Datum.Of((signed ? "-" : "") + result);
    }

    private static Datum Factorial(long n)
    {
        if (n is < 0 or > 20)
        {
            return Datum.Null;
        }

        long product = 1;
        for (long i = 2; i <= n; i++)
        {
            product *= i;
        }

        return Datum.Of(product);
    }
}
