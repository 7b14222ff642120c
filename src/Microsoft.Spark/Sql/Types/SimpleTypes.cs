using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A type whose values have no parts.</summary>
public abstract class AtomicType : DataType;

/// <summary>A type of numbers.</summary>
public abstract class NumericType : AtomicType;

/// <summary>A type of whole numbers.</summary>
public abstract class IntegralType : NumericType;

/// <summary>A type of numbers with a fraction.</summary>
public abstract class FractionalType : NumericType;

/// <summary>VOID: null and nothing else.</summary>
public sealed class NullType : DataType
{
    internal override T.DataType ToPlan() => new T.NullType();
}

/// <summary>BINARY: bytes.</summary>
public sealed class BinaryType : AtomicType
{
    internal override T.DataType ToPlan() => new T.BinaryType();
}

/// <summary>BOOLEAN.</summary>
public sealed class BooleanType : AtomicType
{
    internal override T.DataType ToPlan() => new T.BooleanType();
}

/// <summary>DATE: a day without a time.</summary>
public sealed class DateType : AtomicType
{
    internal override T.DataType ToPlan() => new T.DateType();
}

/// <summary>STRING: a text of any length.</summary>
public sealed class StringType : AtomicType
{
    internal override T.DataType ToPlan() => new T.StringType();
}

/// <summary>TIMESTAMP: an instant, to the microsecond.</summary>
public sealed class TimestampType : AtomicType
{
    internal override T.DataType ToPlan() => new T.TimestampType();
}

/// <summary>TINYINT: whole numbers of 8 bits.</summary>
public sealed class ByteType : IntegralType
{
    internal override T.DataType ToPlan() => new T.ByteType();
}

/// <summary>SMALLINT: whole numbers of 16 bits.</summary>
public sealed class ShortType : IntegralType
{
    internal override T.DataType ToPlan() => new T.ShortType();
}

/// <summary>INT: whole numbers of 32 bits.</summary>
public sealed class IntegerType : IntegralType
{
    internal override T.DataType ToPlan() => new T.IntegerType();
}

/// <summary>BIGINT: whole numbers of 64 bits.</summary>
public sealed class LongType : IntegralType
{
    internal override T.DataType ToPlan() => new T.LongType();
}

/// <summary>FLOAT: binary fractions of 32 bits.</summary>
public sealed class FloatType : FractionalType
{
    internal override T.DataType ToPlan() => new T.FloatType();
}

/// <summary>DOUBLE: binary fractions of 64 bits.</summary>
public sealed class DoubleType : FractionalType
{
    internal override T.DataType ToPlan() => new T.DoubleType();
}

/// <summary>DECIMAL: decimal fractions of up to 38 digits, <paramref name="scale"/> of them behind the point.</summary>
public sealed class DecimalType(int precision = 10, int scale = 0) : FractionalType
{
    /// <inheritdoc/>
    public override string SimpleString => $"decimal({precision},{scale})";

    internal override T.DataType ToPlan() => new T.DecimalType(precision, scale);

    internal override JsonNode ToJson() => JsonValue.Create(SimpleString);
}
