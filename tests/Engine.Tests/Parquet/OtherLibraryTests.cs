using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using ParquetOptions = Parquet.ParquetOptions;
using StructField = Grader.Plans.Types.StructField;

namespace Grader.Engine.Tests.Parquet;

/// <summary>The format against another implementation of it, both ways.</summary>
public sealed class OtherLibraryTests
{
    private const int Count = 3_000;

    [Theory]
    [InlineData(nameof(CompressionCodec.Uncompressed))]
    [InlineData(nameof(CompressionCodec.Snappy))]
    [InlineData(nameof(CompressionCodec.Gzip))]
    public async Task The_other_library_reads_what_is_written_here(string codec)
    {
        var schema = new StructType(Seq.Create<StructField>(
            [new("id", new LongType()), new("n", new IntegerType()), new("x", new DoubleType()), new("s", new StringType()), new("b", new BooleanType()), new("d", new DecimalType(12, 3)), new("t", new TimestampType())]));
        List<Datum[]> rows = ParquetRows.Random(schema, Count, 11);
        using var stream = new MemoryStream(ParquetRows.File(schema, rows, Enum.Parse<CompressionCodec>(codec)));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(Count, reader.Metadata!.NumRows);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(rows.Select(row => row[0].IsNull ? (long?)null : row[0].Int64), await Read<long>(group, fields[0]));
        Assert.Equal(rows.Select(row => row[1].IsNull ? (int?)null : (int)row[1].Int64), await Read<int>(group, fields[1]));
        Assert.Equal(rows.Select(row => row[2].IsNull ? (double?)null : row[2].Double), await Read<double>(group, fields[2]));
        var texts = new string?[Count];
        await group.ReadAsync(fields[3], texts.AsMemory());
        Assert.Equal(rows.Select(row => row[3].IsNull ? null : row[3].String), texts);
        Assert.Equal(rows.Select(row => row[4].IsNull ? (bool?)null : row[4].Boolean), await Read<bool>(group, fields[4]));
        Assert.Equal(
            rows.Select(row => row[5].IsNull ? (decimal?)null : decimal.Parse(row[5].Decimal.ToString(), CultureInfo.InvariantCulture)), await Read<decimal>(group, fields[5]));
        Assert.Equal(rows.Select(row => row[6].IsNull ? (DateTime?)null : DateTime.UnixEpoch.AddTicks(row[6].Int64 * 10)), await Read<DateTime>(group, fields[6]));
    }

    [Fact]
    public async Task Nested_values_go_both_ways()
    {
        Order[] orders = [.. Enumerable.Range(0, 500).Select(i => new Order
        {
            Id = i,
            Tags = i % 7 == 0 ? null : [.. Enumerable.Range(0, i % 4).Select(j => $"tag {j}")],
            Counts = Enumerable.Range(0, i % 3).ToDictionary(j => $"k{j}", j => (int?)(i + j)),
            Buyer = i % 5 == 0 ? null : new Buyer { Name = $"buyer {i}", Lines = [.. Enumerable.Range(0, i % 3).Select(j => new Line { Item = j, Price = i % 2 == 0 ? null : j * 1.5 })] },
        })];
        using var theirs = new MemoryStream();
        await ParquetSerializer.SerializeAsync(orders, theirs);
        List<Datum[]> rows = ParquetRows.Read(theirs.ToArray());
        Assert.Equal(orders.Select(Text), rows.Select(row => Text(new Order
        {
            Id = (int)row[0].Int64,
            Tags = row[1].IsNull ? null : [.. row[1].Items.Select(item => item.String)],
            Counts = row[2].Map.Keys.Zip(row[2].Map.Values).ToDictionary(pair => pair.First.String, pair => (int?)pair.Second.Int64),
            Buyer = row[3].IsNull ? null : new Buyer
            {
                Name = row[3].Items[0].String,
                Lines = [.. row[3].Items[1].Items.Select(line => new Line { Item = (int)line.Items[0].Int64, Price = line.Items[1].IsNull ? null : line.Items[1].Double })],
            },
        })));

        using var ours = new MemoryStream(ParquetRows.File(ParquetRows.Reader(theirs.ToArray()).Schema(), rows));
        IList<Order> read = (await ParquetSerializer.DeserializeAsync<Order>(ours)).Data;

        // Their reader gives null for an empty list, of their own files too.
        theirs.Position = 0;
        Assert.Equal((await ParquetSerializer.DeserializeAsync<Order>(theirs)).Data.Select(Text), read.Select(Text));
    }

    [Theory]
    [InlineData(CompressionMethod.None, false)]
    [InlineData(CompressionMethod.Snappy, false)]
    [InlineData(CompressionMethod.Snappy, true)]
    [InlineData(CompressionMethod.Gzip, true)]
    [InlineData(CompressionMethod.Brotli, false)]
    public async Task What_the_other_library_writes_is_read_here(CompressionMethod method, bool delta)
    {
        (byte[] file, long[] ids, int?[] numbers, string[] texts) = await WrittenByTheOther(method, delta);
        List<Datum[]> rows = ParquetRows.Read(file);
        Assert.Equal(ids, rows.Select(row => row[0].Int64));
        Assert.Equal(numbers, rows.Select(row => row[1].IsNull ? (int?)null : (int)row[1].Int64));
        Assert.Equal(texts, rows.Select(row => row[2].String));
    }

    /// <summary>Two row groups of three columns, with dictionaries, or differences packed.</summary>
    internal static async Task<(byte[] File, long[] Ids, int?[] Numbers, string[] Texts)> WrittenByTheOther(CompressionMethod method, bool delta)
    {
        var random = new Random(12);
        var id = new DataField<long>("id");
        var n = new DataField<int?>("n");
        var s = new DataField<string>("s");
        var schema = new ParquetSchema(id, n, s);
        long[] ids = [.. Enumerable.Range(0, Count).Select(i => i * 7L + random.Next(5))];
        int?[] numbers = [.. Enumerable.Range(0, Count).Select(_ => random.Next(4) == 0 ? (int?)null : random.Next(-1000, 1000))];
        string[] texts = [.. Enumerable.Range(0, Count).Select(_ => $"name {random.Next(50)}")];
        using var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = method };
        if (delta)
        {
            options.ColumnEncodingHints["id"] = EncodingHint.DeltaBinaryPacked;
            options.ColumnEncodingHints["s"] = EncodingHint.Dictionary;
        }

        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, options))
        {
            for (int part = 0; part < 2; part++)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync<long>(id, ids.AsMemory(part * Count / 2, Count / 2));
                await group.WriteAsync<int>(n, numbers.AsMemory(part * Count / 2, Count / 2));
                await group.WriteAsync(s, texts[(part * Count / 2)..((part + 1) * Count / 2)]);
            }
        }

        return (stream.ToArray(), ids, numbers, texts);
    }

    private static async Task<T?[]> Read<T>(ParquetRowGroupReader group, DataField field) where T : struct
    {
        var values = new T?[Count];
        await group.ReadAsync(field, values.AsMemory());
        return values;
    }

    private static string Text(Order order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Id} {(order.Tags is null ? "-" : string.Join(',', order.Tags))} {string.Join(',', order.Counts!.OrderBy(pair => pair.Key, StringComparer.Ordinal))} {order.Buyer?.Name ?? "-"} {string.Join(';', order.Buyer?.Lines?.Select(line => $"{line.Item}:{line.Price}") ?? [])}");

    public sealed class Order
    {
        public int? Id { get; set; }

        public List<string>? Tags { get; set; }

        public Dictionary<string, int?>? Counts { get; set; }

        public Buyer? Buyer { get; set; }
    }

    public sealed class Buyer
    {
        public string? Name { get; set; }

        public List<Line>? Lines { get; set; }
    }

    public sealed class Line
    {
        public int? Item { get; set; }

        public double? Price { get; set; }
    }
}
