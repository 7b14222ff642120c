using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>Rows as the bytes of one file: without indexes, and with texts as they are.</summary>
internal static class OrcFileWriter
{
    private const int RowsPerStripe = 250_000;

    public static ReadOnlyMemory<byte> Write(StructType schema, OrcCompression compression, IEnumerable<Datum[]> rows)
    {
        var output = new MemoryStream();
        output.Write(OrcMetadataWriter.Magic);
        var stripes = new List<OrcStripe>();
        var statistics = new List<IReadOnlyList<(long Count, bool HasNull)>>();
        IReadOnlyList<OrcTypeEntry> types = OrcSchemaWriter.Entries(schema);
        foreach (Datum[][] chunk in rows.Chunk(RowsPerStripe))
        {
            OrcColumnWriter[] columns = Columns(schema, chunk);
            stripes.Add(Stripe(columns, chunk.Length, compression, output));
            statistics.Add([.. columns.Select(column => column.Statistics)]);
        }

        (long, bool)[] all = [.. types.Select((_, i) => (statistics.Sum(stripe => stripe[i].Count), statistics.Any(stripe => stripe[i].HasNull)))];
        long content = output.Length - OrcMetadataWriter.Magic.Length;
        byte[] metadata = OrcStreamWriter.Compressed(compression, OrcMetadataWriter.Metadata(statistics));
        byte[] footer = OrcStreamWriter.Compressed(compression, OrcMetadataWriter.Footer(content, new OrcFooter(stripes, types, IsProleptic: true), all));
        byte[] postscript = OrcMetadataWriter.Postscript(new OrcPostscript(footer.Length, compression, OrcStreamWriter.BlockSize), metadata.Length);
        output.Write(metadata);
        output.Write(footer);
        output.Write(postscript);
        output.WriteByte((byte)postscript.Length);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static OrcColumnWriter[] Columns(StructType schema, Datum[][] rows)
    {
        var root = new OrcColumnWriter(schema);
        foreach (Datum[] row in rows)
        {
            root.Add(Datum.Of(row));
        }

        return [.. root.All];
    }

    private static OrcStripe Stripe(OrcColumnWriter[] columns, int rowCount, OrcCompression compression, MemoryStream output)
    {
        long offset = output.Length;
        var streams = new List<OrcStreamPlace>();
        for (int column = 0; column < columns.Length; column++)
        {
            foreach ((OrcStreamKind kind, MemoryStream content) in columns[column].End())
            {
                byte[] compressed = OrcStreamWriter.Compressed(compression, content.GetBuffer().AsSpan(0, (int)content.Length));
                streams.Add(new OrcStreamPlace(kind, column, output.Length, compressed.Length));
                output.Write(compressed);
            }
        }

        long dataLength = output.Length - offset;
        byte[] footer = OrcStreamWriter.Compressed(compression, OrcMetadataWriter.StripeFooter(
            new OrcStripeFooter(streams, [.. columns.Select(column => new OrcEncoding(column.Encoding, 0))], "UTC")));
        output.Write(footer);
        return new OrcStripe(offset, 0, dataLength, footer.Length, rowCount);
    }
}
