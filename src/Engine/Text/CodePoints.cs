using System.Text;

namespace Grader.Engine.Text;

/// <summary>Strings by code points, as Spark's UTF8String counts them; .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    public static int Length(string text)
    {
        int length = text.Length;
        foreach (char c in text)
        {
            length -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return length;
    }

    /// <summary>At most <paramref name="count"/> code points from the index <paramref name="start"/> on; both may lie outside of the text.</summary>
    public static string Slice(string text, long start, long count)
    {
        (start, count) = start < 0 ? (0, count + start) : (start, count);
        if (count <= 0 || start >= text.Length)
        {
            return "";
        }

        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text.Substring((int)start, (int)Math.Min(count, text.Length - start));
        }

        int from = UnitOf(text, 0, start);
        return text[from..UnitOf(text, from, count)];
    }

    /// <summary>SQL's substring: positions from 1, or from the end where negative; 0 counts as 1.</summary>
    public static string Substring(string text, long position, long count)
    {
        int length = Length(text);
        (long start, long end) = Bounds(length, position, count);
        return Slice(text, start, end - start);
    }

    /// <summary>The same over bytes.</summary>
    public static byte[] Substring(byte[] bytes, long position, long count)
    {
        (long start, long end) = Bounds(bytes.Length, position, count);
        return start >= end ? [] : bytes[(int)start..(int)end];
    }

    /// <summary>The code points as strings of one each.</summary>
    public static IEnumerable<string> Each(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int width = char.IsSurrogatePair(text, i) ? 2 : 1;
            yield return text.Substring(i, width);
            i += width;
        }
    }

    /// <summary>The text with its code points in reverse order.</summary>
    public static string Reverse(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = text.Length - 1; i >= 0; i--)
        {
            if (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]))
            {
                result.Append(text, --i, 2);
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static (long Start, long End) Bounds(int length, long position, long count)
    {
        long start = position > 0 ? position - 1 : position < 0 ? length + position : 0;
        long end = Math.Min(length, start + Math.Max(0, count));
        start = Math.Max(0, start);
        return (start, Math.Max(start, end));
    }

    private static int UnitOf(string text, int from, long points)
    {
        int unit = from;
        for (; points > 0 && unit < text.Length; points--)
        {
            unit += unit + 1 < text.Length && char.IsSurrogatePair(text[unit], text[unit + 1]) ? 2 : 1;
        }

        return unit;
    }
}
