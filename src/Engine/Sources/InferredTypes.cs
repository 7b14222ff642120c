using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Types that values of one column agree on, as schema inference of text formats has them.</summary>
internal static class InferredTypes
{
    private const int MaxPrecision = 38;

    /// <summary>The narrowest type of both, or null where only text can hold both.</summary>
    public static DataType? Common(DataType left, DataType right) => TypeCoercion.TightestCommonType(left, right) ?? (left, right) switch
    {
        (DoubleType, DecimalType) or (DecimalType, DoubleType) => new DoubleType(),
        (DecimalType l, DecimalType r) => Wider(l, r),
        (IntegralType l, DecimalType r) => Common(TypeCoercion.DecimalOf(l), r),
        (DecimalType l, IntegralType r) => Common(l, TypeCoercion.DecimalOf(r)),
        (TimestampType, TimestampNtzType) or (TimestampNtzType, TimestampType) => new TimestampType(),
        _ => null,
    };

    private static DataType Wider(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        int range = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale);
        return range + scale > MaxPrecision ? new DoubleType() : new DecimalType(range + scale, scale);
    }
}
