using System.Collections;
using System.Globalization;
using System.Numerics;
using Grader.Plans.Session;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Values as programs see them (<see cref="Date"/>, <see cref="Timestamp"/>, decimal, <see cref="ArrayList"/> …) beside the same values in plans.</summary>
internal static class ExternalValues
{
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>A constant of an expression.</summary>
    /// <exception cref="NotSupportedException">The type has no counterpart in Spark, as the real package says.</exception>
    public static E.Expression ToExpression(object value) => value switch
    {
        Column column => column.Expression,
        int[] or long[] or double[] or string[] => new E.UnresolvedFunction(
            "array", ((Array)value).Cast<object>().Select(item => (E.Expression)ToLiteral(item)).ToSeq()),
        _ => ToLiteral(value),
    };

    public static E.Literal ToLiteral(object value) => value switch
    {
        null => new(null, new T.NullType()),
        bool => new(value, new T.BooleanType()),
        int => new(value, new T.IntegerType()),
        long => new(value, new T.LongType()),
        double => new(value, new T.DoubleType()),
        string => new(value, new T.StringType()),
        _ => ToRareLiteral(value),
    };

    // Apart, because a method's types are loaded before it runs, and these bring a library for large numbers.
    private static E.Literal ToRareLiteral(object value) => value switch
    {
        sbyte => new(value, new T.ByteType()),
        byte number => new((short)number, new T.ShortType()),
        short => new(value, new T.ShortType()),
        float => new(value, new T.FloatType()),
        decimal number when ToPlan(number) is var exact => new(exact, new T.DecimalType(Math.Max(Digits(exact), exact.Scale), exact.Scale)),
        char letter => new(letter.ToString(), new T.StringType()),
        byte[] bytes => new(Seq.Create<byte>(bytes), new T.BinaryType()),
        Date date => new(Days(date), new T.DateType()),
        Timestamp timestamp => new(Micros(timestamp), new T.TimestampType()),
        _ => throw new NotSupportedException($"Type {value.GetType()} not supported yet"),
    };

    /// <summary>A value of a local table.</summary>
    /// <exception cref="SparkException">It is not of the column's type: Spark widens nothing here.</exception>
    public static object ToPlan(object value, T.DataType type) => (value, type) switch
    {
        (null, _) => null,
        (bool, T.BooleanType) or (sbyte, T.ByteType) or (short, T.ShortType) or (int, T.IntegerType) or (long, T.LongType)
            or (float, T.FloatType) or (double, T.DoubleType) or (string, T.StringType) => value,
        (decimal number, T.DecimalType) => ToPlan(number),
        (byte[] bytes, T.BinaryType) => Seq.Create<byte>(bytes),
        (Date date, T.DateType) => Days(date),
        (Timestamp timestamp, T.TimestampType) => Micros(timestamp),
        (GenericRow row, T.StructType fields) when row.Size() == fields.Fields.Count => ToPlan(row, fields),
        (IDictionary map, T.MapType types) => Entries(map)
            .Select(entry => KeyValuePair.Create(ToPlan(entry.Key, types.KeyType), ToPlan(entry.Value, types.ValueType))).ToSeq(),
        (IEnumerable items and not string, T.ArrayType array) => items.Cast<object>().Select(item => ToPlan(item, array.ElementType)).ToSeq(),
        _ => throw new SparkException(new SparkError("SparkRuntimeException", null,
            $"Error while encoding: {value.GetType()} is not a valid external type for schema of {type.SimpleString}")),
    };

    public static Seq<object> ToPlan(GenericRow row, T.StructType schema) =>
        row.Values.Select((value, i) => ToPlan(value, schema.Fields[i].DataType)).ToSeq();

    /// <summary>
    /// A value of a result, as the package gives it: rows come through a pickler that knows one kind of integer, an int where the number fits and a long where
    /// it does not, and one kind of fraction.
    /// </summary>
    public static object FromPlan(object value, T.DataType type) => (value, type) switch
    {
        (null, _) => null,
        (int days, T.DateType) => new Date(DateOnly.FromDayNumber(EpochDay + days).ToDateTime(TimeOnly.MinValue)),
        (long micros, T.TimestampType) => new Timestamp(DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)),
        (sbyte number, _) => (int)number,
        (short number, _) => (int)number,
        (long number and >= int.MinValue and <= int.MaxValue, _) => (int)number,
        (float number, _) => (double)number,
        (T.SparkDecimal number, _) => decimal.Parse(number.ToString(), CultureInfo.InvariantCulture),
        (Seq<byte> bytes, _) => bytes.ToArray(),
        (Seq<object> fields, T.StructType schema) => ToRow(fields, schema),
        (Seq<object> items, T.ArrayType array) => new ArrayList(items.Select(item => FromPlan(item, array.ElementType)).ToArray()),
        (Seq<KeyValuePair<object, object>> entries, T.MapType map) => ToHashtable(entries, map),
        _ => value,
    };

    public static Row ToRow(Seq<object> values, T.StructType schema) => new(
        values.Select((value, i) => FromPlan(value, schema.Fields[i].DataType)).ToArray(), (StructType)DataType.Of(schema));

    /// <summary>Rows of one schema, which they share.</summary>
    public static IEnumerable<Row> ToRows(CollectedRows rows)
    {
        var schema = (StructType)DataType.Of(rows.Schema);
        return rows.Rows.Select(row => new Row(row.Select((value, i) => FromPlan(value, rows.Schema.Fields[i].DataType)).ToArray(), schema));
    }

    /// <summary>As <c>Row.GetAs</c> converts: lists to arrays, tables to dictionaries, numbers to numbers.</summary>
    public static TValue ConvertTo<TValue>(object value) => (TValue)Convert(value, typeof(TValue));

    private static object Convert(object value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) is { } underlying && value is not null ? underlying : type;
        if (value is ArrayList list && type.IsArray)
        {
            Type element = type.GetElementType();
            var array = Array.CreateInstance(element, list.Count);
            for (int i = 0; i < list.Count; i++)
            {
                array.SetValue(Convert(list[i], element), i);
            }

            return array;
        }

        if (value is Hashtable table && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            Type[] types = type.GetGenericArguments();
            var dictionary = (IDictionary)Activator.CreateInstance(type);
            foreach (DictionaryEntry entry in table)
            {
                dictionary[Convert(entry.Key, types[0])] = Convert(entry.Value, types[1]);
            }

            return dictionary;
        }

        return type.IsPrimitive ? System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
    }

    private static Hashtable ToHashtable(Seq<KeyValuePair<object, object>> entries, T.MapType map)
    {
        var table = new Hashtable(entries.Count);
        foreach ((object key, object value) in entries)
        {
            table[FromPlan(key, map.KeyType)] = FromPlan(value, map.ValueType);
        }

        return table;
    }

    /// <summary>A generic dictionary that is enumerated as another thing would give pairs of its own types.</summary>
    internal static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        for (IDictionaryEnumerator entries = map.GetEnumerator(); entries.MoveNext();)
        {
            yield return entries.Entry;
        }
    }

    private static int Days(Date date) => DateOnly.FromDateTime(date.ToDateTime()).DayNumber - EpochDay;

    private static long Micros(Timestamp timestamp) => (timestamp.ToDateTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The same digits at the same scale.</summary>
    private static T.SparkDecimal ToPlan(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        BigInteger unscaled = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new T.SparkDecimal(number < 0 ? -unscaled : unscaled, (bits[3] >> 16) & 0xFF);
    }

    private static int Digits(T.SparkDecimal number) => BigInteger.Abs(number.Unscaled).ToString(CultureInfo.InvariantCulture).Length;
}
