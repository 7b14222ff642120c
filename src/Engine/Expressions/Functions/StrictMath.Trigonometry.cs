using System.Numerics;

namespace Grader.Engine.Expressions.Functions;

internal static partial class StrictMath
{
    private static readonly double[] SinCoefficients =
    [
        -1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
        -2.50507602534068634195e-08, 1.58969099521155010221e-10,
    ];

    private static readonly double[] CosCoefficients =
    [
        4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07,
        2.08757232129817482790e-09, -1.13596475577881948265e-11,
    ];

    private static readonly double[] TanCoefficients =
    [
        3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02, 2.18694882948595424599e-02, 8.86323982359930005737e-03,
        3.59207910759131235356e-03, 1.45620945432529025516e-03, 5.88041240820264096874e-04, 2.46463134818469906812e-04, 7.81794442939557092300e-05,
        7.14072491382608190305e-05, -1.85586374855275456654e-05, 2.59073051863633712884e-05,
    ];

    public static double Sin(double x)
    {
        (int quadrant, double y, double tail) = Reduce(x);
        return (quadrant & 3) switch
        {
            0 => SinKernel(y, tail),
            1 => CosKernel(y, tail),
            2 => -SinKernel(y, tail),
            _ => -CosKernel(y, tail),
        };
    }

    public static double Cos(double x)
    {
        (int quadrant, double y, double tail) = Reduce(x);
        return (quadrant & 3) switch
        {
            0 => CosKernel(y, tail),
            1 => -SinKernel(y, tail),
            2 => -CosKernel(y, tail),
            _ => SinKernel(y, tail),
        };
    }

    public static double Tan(double x)
    {
        (int quadrant, double y, double tail) = Reduce(x);
        return TanKernel(y, tail, isCotangent: (quadrant & 1) == 1);
    }

    private static double SinKernel(double x, double tail)
    {
        if (Math.Abs(x) < Math.ScaleB(1, -27))
        {
            return x;
        }

        double z = x * x, v = z * x;
        double r = SinCoefficients[1] + z * (SinCoefficients[2] + z * (SinCoefficients[3] + z * (SinCoefficients[4] + z * SinCoefficients[5])));
        return tail == 0 ? x + v * (SinCoefficients[0] + z * r) : x - (z * (0.5 * tail - v * r) - tail - v * SinCoefficients[0]);
    }

    private static double CosKernel(double x, double tail)
    {
        if (Math.Abs(x) < Math.ScaleB(1, -27))
        {
            return 1;
        }

        // The correction for what 1 - z/2 loses: Spark's cos is the processor maker's, which is more exact than StrictMath's.
        double z = x * x, r = Horner(CosCoefficients, z), half = 0.5 * z, w = 1 - half;
        return w + (1 - w - half + (z * r - x * tail));
    }

    private static double TanKernel(double x, double tail, bool isCotangent)
    {
        int signed = HighWord(x), high = signed & 0x7fffffff;
        if (high < 0x3e300000)
        {
            return isCotangent ? -1 / x : x;
        }

        bool big = high >= 0x3FE59428;
        if (big)
        {
            if (signed < 0)
            {
                (x, tail) = (-x, -tail);
            }

            x = 7.85398163397448278999e-01 - x + (3.06161699786838301793e-17 - tail);
            tail = 0;
        }

        double z = x * x, w = z * z;
        double r = TanCoefficients[1] + w * (TanCoefficients[3] + w * (TanCoefficients[5] + w * (TanCoefficients[7] + w * (TanCoefficients[9] + w * TanCoefficients[11]))));
        double v = z * (TanCoefficients[2] + w * (TanCoefficients[4] + w * (TanCoefficients[6] + w * (TanCoefficients[8] + w * (TanCoefficients[10] + w * TanCoefficients[12])))));
        double s = z * x;
        r = tail + z * (s * (r + v) + tail);
        r += TanCoefficients[0] * s;
        w = x + r;
        if (big)
        {
            double side = isCotangent ? -1 : 1;
            return (1 - ((signed >> 30) & 2)) * (side - 2 * (x - (w * w / (w + side) - r)));
        }

        if (!isCotangent)
        {
            return w;
        }

        double chopped = FromHighWord(HighWord(w)), rest = r - (chopped - x), inverse = -1 / w, t = FromHighWord(HighWord(inverse));
        return t + inverse * (1 + t * chopped + t * rest);
    }

    /// <summary>The angle within ±π/4, as a double and what it lacks, and how many quarter turns were taken off.</summary>
    private static (int Quadrant, double Angle, double Tail) Reduce(double x)
    {
        double size = Math.Abs(x);
        if (size <= 0.7853981633974483 || double.IsNaN(x))
        {
            return (0, x, 0);
        }

        if (double.IsInfinity(x))
        {
            return (0, double.NaN, 0);
        }

        (int quadrant, double angle, double tail) = size <= 1647099.33 ? ReduceMedium(size) : ReduceLarge(size);
        return x < 0 ? (-quadrant, -angle, -tail) : (quadrant, angle, tail);
    }

    private static (int, double, double) ReduceMedium(double size)
    {
        int n = (int)(size * 6.36619772367581382433e-01 + 0.5);
        double r = size - n * 1.57079632673412561417e+00, w = n * 6.07710050650619224932e-11, y = r - w;
        int exponent = (HighWord(size) & 0x7fffffff) >> 20;
        if (exponent - ((HighWord(y) >> 20) & 0x7ff) > 16)
        {
            double t = r;
            w = n * 6.07710050630396597660e-11;
            r = t - w;
            w = n * 2.02226624879595063154e-21 - (t - r - w);
            y = r - w;
            if (exponent - ((HighWord(y) >> 20) & 0x7ff) > 49)
            {
                t = r;
                w = n * 2.02226624871116645580e-21;
                r = t - w;
                w = n * 8.47842766036889956997e-32 - (t - r - w);
                y = r - w;
            }
        }

        return (n, y, r - y - w);
    }

    // Exact: the angle's 53 bits against enough binary digits of π/2 (Machin's formula).
    private static (int, double, double) ReduceLarge(double size)
    {
        const int Precision = 1280;
        BigInteger halfPi = HalfPi.Value;
        long bits = BitConverter.DoubleToInt64Bits(size);
        int exponent = (int)((bits >> 52) & 0x7ff) - 1075;
        BigInteger value = (new BigInteger((bits & 0xfffffffffffffL) | 0x10000000000000L) << (exponent + Precision));
        BigInteger quotient = BigInteger.DivRem(value, halfPi, out BigInteger remainder);
        if (remainder * 2 > halfPi)
        {
            quotient += 1;
            remainder -= halfPi;
        }

        double angle = Scaled(remainder);
        return ((int)(quotient & 3), angle, Scaled(remainder - Exact(angle)));

        static double Scaled(BigInteger fixedPoint)
        {
            int shift = Math.Max(0, (int)BigInteger.Abs(fixedPoint).GetBitLength() - 64);
            return Math.ScaleB((double)(fixedPoint >> shift), shift - Precision);
        }

        static BigInteger Exact(double angle)
        {
            long raw = BitConverter.DoubleToInt64Bits(Math.Abs(angle));
            BigInteger mantissa = (raw & 0xfffffffffffffL) | 0x10000000000000L;
            int shift = (int)(raw >> 52) - 1075 + Precision;
            BigInteger exact = shift >= 0 ? mantissa << shift : mantissa >> -shift;
            return angle < 0 ? -exact : exact;
        }
    }

    private static readonly Lazy<BigInteger> HalfPi = new(() =>
    {
        BigInteger one = BigInteger.One << 1344;
        return (8 * ArcTangentOfInverse(5, one) - 2 * ArcTangentOfInverse(239, one)) >> 64;
    });

    private static BigInteger ArcTangentOfInverse(int divisor, BigInteger one)
    {
        BigInteger power = one / divisor, sum = power;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power /= divisor * divisor;
            sum += (n & 2) == 0 ? power / n : -(power / n);
        }

        return sum;
    }
}
