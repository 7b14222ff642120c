using Grader.Engine.Expressions;

namespace Grader.Engine.State;

/// <summary>Rows as keys: equal where all values are the same; nulls equal each other, as in grouping.</summary>
/// <remarks>Floating-point keys are normalised before (see <see cref="KeyNormalization"/>), so bit equality is the right one.</remarks>
internal sealed class RowComparer : IEqualityComparer<Datum[]>
{
    public static RowComparer Instance { get; } = new();

    public bool Equals(Datum[]? left, Datum[]? right)
    {
        if (left is null || right is null || left.Length != right.Length)
        {
            return left is null && right is null;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!DatumComparer.Identical(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(Datum[] row)
    {
        ulong hash = 0;
        foreach (Datum value in row)
        {
            hash = DatumComparer.Mix(hash, DatumComparer.IdentityHash(value));
        }

        return (int)(hash >> 32);
    }
}
