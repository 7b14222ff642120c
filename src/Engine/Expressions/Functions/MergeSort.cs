namespace Grader.Engine.Expressions.Functions;

/// <summary>A stable sort that ends whatever the comparison answers: a student's lambda need not be an order.</summary>
internal static class MergeSort
{
    public static Datum[] Of(Datum[] items, Func<Datum, Datum, int> compare)
    {
        Datum[] from = [.. items], to = new Datum[items.Length];
        for (int width = 1; width < items.Length; width *= 2)
        {
            for (int start = 0; start < items.Length; start += 2 * width)
            {
                Merge(from, to, start, Math.Min(start + width, items.Length), Math.Min(start + 2 * width, items.Length), compare);
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge(Datum[] from, Datum[] to, int left, int right, int end, Func<Datum, Datum, int> compare)
    {
        int middle = right;
        for (int i = left; i < end;)
        {
            bool takesLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
            to[i++] = from[takesLeft ? left++ : right++];
        }
    }
}
