using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

public abstract class AtomicType : DataType;

public abstract class NumericType : AtomicType;

public abstract class IntegralType : NumericType;

public abstract class FractionalType : NumericType;

public sealed class NullType : DataType
{
    internal override T.DataType ToPlan() => new T.NullType();
}

public sealed class BinaryType : AtomicType
{
    internal override T.DataType ToPlan() => new T.BinaryType();
}

public sealed class BooleanType : AtomicType
{
    internal override T.DataType ToPlan() => new T.BooleanType();
}

public sealed class DateType : AtomicType
{
    internal override T.DataType ToPlan() => new T.DateType();
}

public sealed class StringType : AtomicType
{
    internal override T.DataType ToPlan() => new T.StringType();
}

public sealed class TimestampType : AtomicType
{
    internal override T.DataType ToPlan() => new T.TimestampType();
}

public sealed class ByteType : IntegralType
{
    internal override T.DataType ToPlan() => new T.ByteType();
}

public sealed class ShortType : IntegralType
{
    internal override T.DataType ToPlan() => new T.ShortType();
}

public sealed class IntegerType : IntegralType
{
    internal override T.DataType ToPlan() => new T.IntegerType();
}

public sealed class LongType : IntegralType
{
    internal override T.DataType ToPlan() => new T.LongType();
}

public sealed class FloatType : FractionalType
{
    internal override T.DataType ToPlan() => new T.FloatType();
}

public sealed class DoubleType : FractionalType
{
    internal override T.DataType ToPlan() => new T.DoubleType();
}

public sealed class DecimalType(int precision = 10, int scale = 0) : FractionalType
{
    public override string SimpleString => $"decimal({precision},{scale})";

    internal override T.DataType ToPlan() => new T.DecimalType(precision, scale);

    internal override JsonNode ToJson() => JsonValue.Create(SimpleString);
}
