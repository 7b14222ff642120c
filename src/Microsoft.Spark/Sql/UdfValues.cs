using System.Collections;
using System.Globalization;
using System.Numerics;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What goes into a function of the program's own and what comes out of it.</summary>
internal static class UdfValues
{
    /// <summary>The column type of a result type.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <remarks>Source: the package's UdfUtils, which knows neither nullable values nor frames of its own.</remarks>
    public static T.DataType TypeOf(Type type)
    {
        T.DataType simple = type == typeof(string) ? new T.StringType()
            : type == typeof(byte[]) ? new T.BinaryType()
            : type == typeof(bool) ? new T.BooleanType()
            : type == typeof(decimal) ? new T.DecimalType(28, 12)
            : type == typeof(double) ? new T.DoubleType()
            : type == typeof(float) ? new T.FloatType()
            : type == typeof(byte) ? new T.ByteType()
            : type == typeof(int) ? new T.IntegerType()
            : type == typeof(long) ? new T.LongType()
            : type == typeof(short) ? new T.ShortType()
            : type == typeof(Date) ? new T.DateType()
            : type == typeof(Timestamp) ? new T.TimestampType()
            : null;
        return simple
            ?? (Implements(type, typeof(IDictionary<,>)) is [var key, var value] ? new T.MapType(TypeOf(key), TypeOf(value), CanBeNull(value))
            : Implements(type, typeof(IEnumerable<>)) is [var element] ? new T.ArrayType(TypeOf(element), CanBeNull(element))
            : throw new ArgumentException($"{type.FullName} is not supported."));
    }

    /// <summary>A row's value as the parameter's type: lists become arrays, tables dictionaries, numbers other numbers as long as they fit.</summary>
    /// <exception cref="InvalidCastException">Null for a type that cannot be null, or a value that is none of that type.</exception>
    /// <exception cref="IndexOutOfRangeException">The function was called with fewer columns than it has parameters.</exception>
    public static TValue Argument<TValue>(object[] row, int index) => row[index] is TValue value ? value : ExternalValues.ConvertTo<TValue>(row[index]);

    /// <summary>A result as a value of a plan: numbers fit themselves to the column, and what is none of its type becomes null.</summary>
    /// <remarks>Source: Spark's EvaluatePython.makeFromJava.</remarks>
    /// <exception cref="SparkException">A row of another width than its struct has, or a decimal over its precision.</exception>
    public static object Result(object value, T.DataType type) => (value, type) switch
    {
        (null, _) => null,
        (bool, T.BooleanType) or (string, T.StringType) or (double, T.DoubleType) or (float, T.FloatType) => value,
        (double number, T.FloatType) => (float)number,
        (float number, T.DoubleType) => (double)number,
        (byte or sbyte or short or ushort or int or uint or long, T.IntegralType) => Integer(Convert.ToInt64(value, CultureInfo.InvariantCulture), type),
        (decimal number, T.DecimalType target) => Decimal(number, target),
        (byte[] bytes, T.BinaryType) => Seq.Create<byte>(bytes),
        (Date or Timestamp, T.DateType or T.TimestampType) => Time(value, type),
        (GenericRow row, T.StructType schema) => Fields(row.Values, schema),
        (Row row, T.StructType schema) => Fields(row.Values, schema),
        (IDictionary map, T.MapType types) => ExternalValues.Entries(map)
            .Select(entry => KeyValuePair.Create(Result(entry.Key, types.KeyType), Result(entry.Value, types.ValueType))).ToSeq(),
        (IEnumerable items and not string, T.ArrayType array) => items.Cast<object>().Select(item => Result(item, array.ElementType)).ToSeq(),
        (_, T.StringType) => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    // Cut to the column's bits, as Scala's toByte and its kin do.
    private static object Integer(long number, T.DataType type) => unchecked(type switch
    {
        T.ByteType => (sbyte)number,
        T.ShortType => (short)number,
        T.IntegerType => (int)number,
        _ => (object)number,
    });

    private static object Time(object value, T.DataType type) => (value, type) switch
    {
        (Date, T.DateType) or (Timestamp, T.TimestampType) => ExternalValues.ToPlan(value, type),
        _ => null,
    };

    private static Seq<object> Fields(object[] values, T.StructType schema) => values.Length == schema.Fields.Count
        ? values.Select((value, i) => Result(value, schema.Fields[i].DataType)).ToSeq()
        : throw new SparkException(new SparkError("IllegalStateException", null,
            $"Input row doesn't have expected number of values required by the schema. {schema.Fields.Count} fields are required while {values.Length} values are provided."));

    /// <summary>Rounded half up to the column's scale.</summary>
    private static T.SparkDecimal Decimal(decimal number, T.DecimalType type)
    {
        var exact = (T.SparkDecimal)ExternalValues.ToPlan(number, type);
        BigInteger unscaled = exact.Unscaled;
        for (int scale = exact.Scale; scale < type.Scale; scale++)
        {
            unscaled *= 10;
        }

        if (exact.Scale > type.Scale)
        {
            BigInteger divisor = BigInteger.Pow(10, exact.Scale - type.Scale);
            BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(unscaled), divisor, out BigInteger rest);
            unscaled = unscaled.Sign * (quotient + (2 * rest >= divisor ? 1 : 0));
        }

        int digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        return digits <= type.Precision ? new T.SparkDecimal(unscaled, type.Scale) : throw new SparkException(new SparkError(
            "ArithmeticException", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", $"[DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION] Decimal precision {digits} exceeds max precision {type.Precision}."));
    }

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static Type[] Implements(Type type, Type open) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == open)?.GetGenericArguments();
}
