using System.Numerics;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Parquet;

/// <summary>Schemas and rows of every type, from a seed.</summary>
internal static class ParquetRows
{
    public static StructType EveryType { get; } = new(Seq.Create<StructField>(
    [
        new("flag", new BooleanType()), new("tiny", new ByteType()), new("small", new ShortType()), new("number", new IntegerType()), new("big", new LongType()),
        new("real", new FloatType()), new("wide", new DoubleType()), new("text", new StringType()), new("bytes", new BinaryType()), new("day", new DateType()),
        new("moment", new TimestampType()), new("wall", new TimestampNtzType()), new("price", new DecimalType(9, 2)), new("sum", new DecimalType(18, 4)), new("huge", new DecimalType(38, 10)),
        new("span", new DayTimeIntervalType()), new("months", new YearMonthIntervalType()),
        new("list", new ArrayType(new IntegerType())),
        new("lists", new ArrayType(new ArrayType(new StringType()))),
        new("map", new MapType(new StringType(), new ArrayType(new LongType()))),
        new("inner", new StructType(Seq.Create<StructField>([new("a", new IntegerType()), new("b", new ArrayType(new StructType(Seq.Create<StructField>([new("c", new StringType())]))))]))),
    ]));

    public static List<Datum[]> Random(StructType schema, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => schema.Fields.Select(field => Value(field.DataType, random)).ToArray())];
    }

    public static byte[] File(StructType schema, IEnumerable<Datum[]> rows, CompressionCodec codec = CompressionCodec.Snappy) => ParquetFileWriter.Write(schema, codec, rows).ToArray();

    public static ParquetFileReader Reader(byte[] file) => new("/f.parquet", WholeContent.Stream(file));

    public static List<Datum[]> Read(byte[] file, StructType? schema = null, bool[]? required = null)
    {
        ParquetFileReader reader = Reader(file);
        return [.. reader.Rows(schema ?? reader.Schema(), required)];
    }

    public static void AssertSame(IReadOnlyList<Datum[]> expected, IReadOnlyList<Datum[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.True(DatumComparer.Identical(Datum.Of(pair.First), Datum.Of(pair.Second))));
    }

    private static Datum Value(DataType type, Random random, bool isKey = false)
    {
        if (!isKey && random.Next(5) == 0)
        {
            return Datum.Null;
        }

        switch (type)
        {
            case BooleanType: return Datum.Of(random.Next(2) == 0);
            case ByteType: return Datum.Of((long)random.Next(-128, 128));
            case ShortType: return Datum.Of((long)random.Next(short.MinValue, short.MaxValue));
            case IntegerType or YearMonthIntervalType: return Datum.Of((long)random.Next(int.MinValue, int.MaxValue));
            case LongType or DayTimeIntervalType or TimestampNtzType: return Datum.Of(random.NextInt64(long.MinValue, long.MaxValue));
            case TimestampType: return Datum.Of(random.NextInt64(-60_000_000_000_000_000, 200_000_000_000_000_000));
            case FloatType: return Datum.Of((double)(float)(random.NextDouble() * 1e9 - 5e8));
            case DoubleType: return Datum.Of(random.NextDouble() * 1e18 - 5e17);
            case StringType: return Datum.Of(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "aбé漢😀 "[random.Next(6)..][..1])).Replace("\uD83D", "", StringComparison.Ordinal).Replace("\uDE00", "", StringComparison.Ordinal));
            case BinaryType:
                byte[] bytes = new byte[random.Next(20)];
                random.NextBytes(bytes);
                return Datum.Of(bytes);
            case DateType: return Datum.Of((long)random.Next(-700_000, 2_900_000));
            case DecimalType d: return Datum.Of(new SparkDecimal(Digits(d.Precision, random), d.Scale));
            case ArrayType array: return Datum.Of(Enumerable.Range(0, random.Next(4)).Select(_ => Value(array.ElementType, random)).ToArray());
            case MapType map:
                int count = random.Next(4);
                return Datum.Of(new MapDatum([.. Enumerable.Range(0, count).Select(i => Datum.Of($"k{i}"))], [.. Enumerable.Range(0, count).Select(_ => Value(map.ValueType, random))]));
            case StructType structure: return Datum.Of(structure.Fields.Select(field => Value(field.DataType, random)).ToArray());
            default: throw new ArgumentException(type.SimpleString);
        }
    }

    private static BigInteger Digits(int precision, Random random)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, precision + 1)).Select(_ => (char)('0' + random.Next(10))));
        var value = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return random.Next(2) == 0 ? value : -value;
    }
}
