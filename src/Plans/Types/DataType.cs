namespace Grader.Plans.Types;

/// <summary>A Spark SQL data type. The set of types is closed.</summary>
/// <remarks>
/// Each type has three spellings: <see cref="SimpleString"/> (<c>bigint</c>, what golden files and <c>printSchema</c> use),
/// <see cref="Sql"/> (<c>BIGINT</c>, what messages quote) and the JSON form of the wire.
/// </remarks>
public abstract record DataType
{
    private protected DataType() { }

    /// <summary>Spark's <c>DataType.simpleString</c>, for example <c>struct&lt;start:timestamp,end:timestamp&gt;</c>.</summary>
    public abstract string SimpleString { get; }

    /// <summary>Spark's <c>DataType.sql</c>, for example <c>STRUCT&lt;start: TIMESTAMP, end: TIMESTAMP&gt;</c>.</summary>
    public virtual string Sql => SimpleString.ToUpperInvariant();

    public sealed override string ToString() => SimpleString;
}

public sealed record NullType : DataType { public override string SimpleString => "void"; }

public sealed record BooleanType : DataType { public override string SimpleString => "boolean"; }

/// <summary>A number: exact integers, decimals, or binary floating point.</summary>
public abstract record NumericType : DataType { private protected NumericType() { } }

public abstract record IntegralType : NumericType { private protected IntegralType() { } }

public sealed record ByteType : IntegralType { public override string SimpleString => "tinyint"; }

public sealed record ShortType : IntegralType { public override string SimpleString => "smallint"; }

public sealed record IntegerType : IntegralType { public override string SimpleString => "int"; }

public sealed record LongType : IntegralType { public override string SimpleString => "bigint"; }

public sealed record FloatType : NumericType { public override string SimpleString => "float"; }

public sealed record DoubleType : NumericType { public override string SimpleString => "double"; }

/// <summary>DECIMAL(precision, scale): 1 ≤ precision ≤ 38, 0 ≤ scale ≤ precision.</summary>
public sealed record DecimalType(int Precision, int Scale) : NumericType
{
    public const int MaxPrecision = 38;

    public override string SimpleString => $"decimal({Precision},{Scale})";
}

public sealed record StringType : DataType { public override string SimpleString => "string"; }

public sealed record BinaryType : DataType { public override string SimpleString => "binary"; }

/// <summary>A calendar day, stored as days since 1970-01-01.</summary>
public sealed record DateType : DataType { public override string SimpleString => "date"; }

/// <summary>An instant, stored as microseconds since 1970-01-01T00:00:00Z.</summary>
public sealed record TimestampType : DataType { public override string SimpleString => "timestamp"; }

/// <summary>A wall-clock time without zone, stored as microseconds since 1970-01-01T00:00:00.</summary>
public sealed record TimestampNtzType : DataType { public override string SimpleString => "timestamp_ntz"; }

/// <summary>A day-time interval, stored as microseconds. Fields: 0 day, 1 hour, 2 minute, 3 second.</summary>
public sealed record DayTimeIntervalType(int StartField = 0, int EndField = 3) : DataType
{
    private static readonly string[] Fields = ["day", "hour", "minute", "second"];

    public override string SimpleString =>
        StartField == EndField ? $"interval {Fields[StartField]}" : $"interval {Fields[StartField]} to {Fields[EndField]}";
}

/// <summary>A year-month interval, stored as months. Fields: 0 year, 1 month.</summary>
public sealed record YearMonthIntervalType(int StartField = 0, int EndField = 1) : DataType
{
    private static readonly string[] Fields = ["year", "month"];

    public override string SimpleString =>
        StartField == EndField ? $"interval {Fields[StartField]}" : $"interval {Fields[StartField]} to {Fields[EndField]}";
}

/// <summary>A calendar interval: months, days and microseconds kept apart.</summary>
public sealed record CalendarIntervalType : DataType { public override string SimpleString => "interval"; }

public sealed record ArrayType(DataType ElementType, bool ContainsNull = true) : DataType
{
    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    public override string Sql => $"ARRAY<{ElementType.Sql}>";
}

public sealed record MapType(DataType KeyType, DataType ValueType, bool ValueContainsNull = true) : DataType
{
    public override string SimpleString => $"map<{KeyType.SimpleString},{ValueType.SimpleString}>";

    public override string Sql => $"MAP<{KeyType.Sql}, {ValueType.Sql}>";
}

public sealed record StructType(Seq<StructField> Fields) : DataType
{
    public static StructType Empty { get; } = new(Seq.Create<StructField>([]));

    public override string SimpleString =>
        $"struct<{string.Join(",", Fields.Select(f => $"{f.Name}:{f.DataType.SimpleString}"))}>";

    public override string Sql => $"STRUCT<{string.Join(", ", Fields.Select(f => $"{f.Name}: {f.DataType.Sql}"))}>";
}

/// <summary>One field of a struct or column of a table. Names keep their spelling; they are matched without case.</summary>
public sealed record StructField(string Name, DataType DataType, bool Nullable = true);
