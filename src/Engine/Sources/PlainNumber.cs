using System.Globalization;

namespace Grader.Engine.Sources;

/// <summary>Numbers in JSON's own notation.</summary>
internal static class PlainNumber
{
    // Powers of ten that a double holds exactly.
    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Moves behind the number at the position; false where it is no JSON number.</summary>
    public static bool TryScan(ReadOnlySpan<byte> line, ref int position, out bool isInteger)
    {
        isInteger = true;
        position += line[position] == '-' ? 1 : 0;
        int first = position;
        if (!SkipDigits(line, ref position) || (line[first] == '0' && position > first + 1))
        {
            return false;
        }

        if (position < line.Length && line[position] == '.')
        {
            isInteger = false;
            position++;
            if (!SkipDigits(line, ref position))
            {
                return false;
            }
        }

        if (position < line.Length && line[position] is (byte)'e' or (byte)'E')
        {
            isInteger = false;
            position++;
            position += position < line.Length && line[position] is (byte)'+' or (byte)'-' ? 1 : 0;
            return SkipDigits(line, ref position);
        }

        return true;
    }

    /// <summary>The double nearest to a scanned number.</summary>
    /// <remarks>
    /// Digits that make a whole number below 2^53, divided by an exact power of ten, give the nearest double by one rounding (Clinger's fast path).
    /// </remarks>
    public static double ToDouble(ReadOnlySpan<byte> number)
    {
        const int MaxDigits = 15;
        long digits = 0;
        int count = 0, fraction = 0;
        bool isNegative = number[0] == '-', afterPoint = false;
        foreach (byte c in isNegative ? number[1..] : number)
        {
            if (c == '.')
            {
                afterPoint = true;
            }
            else if (c is (byte)'e' or (byte)'E' || ++count > MaxDigits)
            {
                return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            }
            else
            {
                digits = digits * 10 + (c - '0');
                fraction += afterPoint ? 1 : 0;
            }
        }

        double value = digits / PowersOfTen[fraction];
        return isNegative ? -value : value;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> line, ref int position)
    {
        int start = position;
        while (position < line.Length && char.IsAsciiDigit((char)line[position]))
        {
            position++;
        }

        return position > start;
    }
}
