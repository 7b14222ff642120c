using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;
using Parquet;
using Parquet.Schema;
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

    [Theory]
    [InlineData(CompressionMethod.None, false)]
    [InlineData(CompressionMethod.Snappy, false)]
    [InlineData(CompressionMethod.Snappy, true)]
    [InlineData(CompressionMethod.Gzip, true)]
    [InlineData(CompressionMethod.Brotli, false)]
    public async Task What_the_other_library_writes_is_read_here(CompressionMethod method, bool delta)
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

        List<Datum[]> rows = ParquetRows.Read(stream.ToArray());
        Assert.Equal(ids, rows.Select(row => row[0].Int64));
        Assert.Equal(numbers, rows.Select(row => row[1].IsNull ? (int?)null : (int)row[1].Int64));
        Assert.Equal(texts, rows.Select(row => row[2].String));
    }

    private static async Task<T?[]> Read<T>(ParquetRowGroupReader group, DataField field) where T : struct
    {
        var values = new T?[Count];
        await group.ReadAsync(field, values.AsMemory());
        return values;
    }
}
