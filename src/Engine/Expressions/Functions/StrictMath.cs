namespace Grader.Engine.Expressions.Functions;

/// <summary>
/// Elementary functions to the last bit as Java's StrictMath defines them, which is the "freely distributable math library" of 1993: the same approximations,
/// so that a printed result is Spark's. The platform's own functions are as exact and differ in the last digit.
/// </summary>
internal static partial class StrictMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;

    private static readonly double[] ExpCoefficients =
        [1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08];

    private static readonly double[] Expm1Coefficients =
        [-3.33333333333331316428e-02, 1.58730158725481460165e-03, -7.93650757867487942473e-05, 4.00821782732936239552e-06, -2.01099218183624371326e-07];

    private static readonly double[] LogCoefficients =
    [
        6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
        1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
    ];

    public static double Exp(double x)
    {
        if (!double.IsFinite(x) || x > 709.782712893383973096 || x < -745.13321910194110842)
        {
            return Math.Exp(x);
        }

        double size = Math.Abs(x), high = 0, low = 0;
        int k = 0;
        if (size > 0.5 * Math.Log(2))
        {
            k = size < 1.5 * Math.Log(2) ? Math.Sign(x) : (int)(InverseLn2 * x + (x < 0 ? -0.5 : 0.5));
            high = x - k * Ln2High;
            low = k * Ln2Low;
            x = high - low;
        }
        else if (size < Math.ScaleB(1, -28))
        {
            return 1 + x;
        }

        double t = x * x, c = x - Horner(ExpCoefficients, t);
        return k == 0 ? 1 - (x * c / (c - 2) - x) : Math.ScaleB(1 - (low - x * c / (2 - c) - high), k);
    }

    public static double Expm1(double x)
    {
        double size = Math.Abs(x);
        if (!double.IsFinite(x) || x > 709.782712893383973096)
        {
            return x < 0 ? -1 : double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        if (x < 0 && size >= 56 * Math.Log(2))
        {
            return -1;
        }

        if (size < Math.ScaleB(1, -54))
        {
            return x;
        }

        int k = 0;
        double c = 0;
        if (size > 0.5 * Math.Log(2))
        {
            k = size < 1.5 * Math.Log(2) ? Math.Sign(x) : (int)(InverseLn2 * x + (x < 0 ? -0.5 : 0.5));
            double high = x - k * Ln2High, low = k * Ln2Low;
            x = high - low;
            c = high - x - low;
        }

        double half = 0.5 * x, halfSquare = x * half;
        double r = 1 + Horner(Expm1Coefficients, halfSquare), t = 3 - r * half;
        double e = halfSquare * ((r - t) / (6 - x * t));
        if (k == 0)
        {
            return x - (x * e - halfSquare);
        }

        e = x * (e - c) - c - halfSquare;
        return k switch
        {
            -1 => 0.5 * (x - e) - 0.5,
            1 => x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e),
            <= -2 or > 56 => Math.ScaleB(1 - (e - x), k) - 1,
            < 20 => Math.ScaleB(1 - Math.ScaleB(1, -k) - (e - x), k),
            _ => Math.ScaleB(x - (e + Math.ScaleB(1, -k)) + 1, k),
        };
    }

    public static double Log(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return Math.Log(x);
        }

        int k = Exponent(ref x), high = HighWord(x);
        high &= 0xfffff;
        int carry = (high + 0x95f64) & 0x100000;
        x = WithHighWord(x, high | (carry ^ 0x3ff00000));
        k += carry >> 20;
        double f = x - 1;
        if ((0xfffff & (2 + high)) < 3)
        {
            if (f == 0)
            {
                return k == 0 ? 0 : k * Ln2High + k * Ln2Low;
            }

            double tiny = f * f * (0.5 - 0.33333333333333333 * f);
            return k == 0 ? f - tiny : k * Ln2High - (tiny - k * Ln2Low - f);
        }

        double s = f / (2 + f), r = LogSeries(s * s);
        if (((high - 0x6147a) | (0x6b851 - high)) > 0)
        {
            double halfSquare = 0.5 * f * f;
            return k == 0 ? f - (halfSquare - s * (halfSquare + r)) : k * Ln2High - (halfSquare - (s * (halfSquare + r) + k * Ln2Low) - f);
        }

        return k == 0 ? f - s * (f - r) : k * Ln2High - (s * (f - r) - k * Ln2Low - f);
    }

    public static double Log10(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return Math.Log10(x);
        }

        int k = Exponent(ref x), high = HighWord(x);
        int negative = k < 0 ? 1 : 0;
        double y = k + negative;
        double z = y * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * Log(WithHighWord(x, (high & 0xfffff) | ((0x3ff - negative) << 20)));
        return z + y * 3.01029995663611771306e-01;
    }

    public static double Log1p(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x) || x < -1)
        {
            return double.NaN;
        }

        if (x == -1 || double.IsPositiveInfinity(x))
        {
            return x < 0 ? double.NegativeInfinity : x;
        }

        if (size < Math.ScaleB(1, -29))
        {
            return size < Math.ScaleB(1, -54) ? x : x - x * x * 0.5;
        }

        int k = 1, high = 1;
        double f = 0, c = 0;
        if (x < 0.41421356237309503 && x > -0.2928932188134525)
        {
            (k, f) = (0, x);
        }
        else
        {
            double u = x < Math.ScaleB(1, 53) ? 1 + x : x;
            high = HighWord(u);
            k = (high >> 20) - 1023;
            c = x < Math.ScaleB(1, 53) ? (k > 0 ? 1 - (u - x) : x - (u - 1)) / u : 0;
            high &= 0xfffff;
            if (high < 0x6a09e)
            {
                u = WithHighWord(u, high | 0x3ff00000);
            }
            else
            {
                k++;
                u = WithHighWord(u, high | 0x3fe00000);
                high = (0x100000 - high) >> 2;
            }

            f = u - 1;
        }

        double halfSquare = 0.5 * f * f;
        if (high == 0)
        {
            if (f == 0)
            {
                return k == 0 ? 0 : k * Ln2High + (c + k * Ln2Low);
            }

            double tiny = halfSquare * (1 - 0.66666666666666666 * f);
            return k == 0 ? f - tiny : k * Ln2High - (tiny - (k * Ln2Low + c) - f);
        }

        double s = f / (2 + f), z = s * s, r = Horner(LogCoefficients, z);
        return k == 0 ? f - (halfSquare - s * (halfSquare + r)) : k * Ln2High - (halfSquare - (s * (halfSquare + r) + (k * Ln2Low + c)) - f);
    }

    public static double Cbrt(double x)
    {
        if (!double.IsFinite(x) || x == 0)
        {
            return x;
        }

        double size = Math.Abs(x), t;
        int high = HighWord(size);
        if (high < 0x00100000)
        {
            t = Math.ScaleB(1, 54) * size;
            t = FromHighWord(HighWord(t) / 3 + 696219795);
        }
        else
        {
            t = FromHighWord(high / 3 + 715094163);
        }

        double r = t * t / size, s = 5.42857142857142815906e-01 + r * t;
        t *= 3.57142857142857150787e-01 + 1.60714285714285720630e+00 / (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
        t = FromHighWord(HighWord(t) + 1);
        s = t * t;
        r = size / s;
        r = (r - t) / (t + t + r);
        t += t * r;
        return x < 0 ? -t : t;
    }

    public static double Sinh(double x)
    {
        double size = Math.Abs(x), half = x < 0 ? -0.5 : 0.5;
        if (!double.IsFinite(x) || size < Math.ScaleB(1, -28))
        {
            return x;
        }

        if (size < 22)
        {
            double t = Expm1(size);
            return size < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
        }

        return size < 709.782712893384 ? half * Exp(size) : BeyondExp(size, half);
    }

    public static double Cosh(double x)
    {
        double size = Math.Abs(x);
        if (!double.IsFinite(x))
        {
            return size;
        }

        if (size < 0.5 * Math.Log(2))
        {
            double t = Expm1(size), w = 1 + t;
            return size < Math.ScaleB(1, -55) ? w : 1 + t * t / (w + w);
        }

        if (size < 22)
        {
            double t = Exp(size);
            return 0.5 * t + 0.5 / t;
        }

        return size < 709.782712893384 ? 0.5 * Exp(size) : BeyondExp(size, 0.5);
    }

    public static double Tanh(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x) || size < Math.ScaleB(1, -55))
        {
            return x;
        }

        double z = 1;
        if (size < 22)
        {
            double t = Expm1(size >= 1 ? 2 * size : -2 * size);
            z = size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2);
        }

        return x < 0 ? -z : z;
    }

    private static double BeyondExp(double size, double half) => size <= 710.4758600739439 && Exp(0.5 * size) is var root ? half * root * root : half * double.PositiveInfinity;

    private static double LogSeries(double z)
    {
        double w = z * z;
        double even = w * (LogCoefficients[1] + w * (LogCoefficients[3] + w * LogCoefficients[5]));
        double odd = z * (LogCoefficients[0] + w * (LogCoefficients[2] + w * (LogCoefficients[4] + w * LogCoefficients[6])));
        return odd + even;
    }

    /// <summary>The exponent of two of a positive number; one below the normal range is scaled into it first.</summary>
    private static int Exponent(ref double x)
    {
        const int Shift = 54;
        const double LeastNormal = 2.2250738585072014e-308;
        bool isSubnormal = x < LeastNormal;
        x = isSubnormal ? Math.ScaleB(x, Shift) : x;
        return (HighWord(x) >> 20) - 1023 - (isSubnormal ? Shift : 0);
    }

    private static double Horner(double[] coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = coefficients[i] + x * sum;
        }

        // The polynomials of exp, log1p and the kernels have no constant term: one more factor.
        return x * sum;
    }

    private static int HighWord(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >> 32);

    private static double FromHighWord(int high) => BitConverter.Int64BitsToDouble((long)high << 32);

    private static double WithHighWord(double value, int high) =>
        BitConverter.Int64BitsToDouble(((long)high << 32) | (BitConverter.DoubleToInt64Bits(value) & 0xffffffffL));
}
