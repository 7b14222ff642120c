namespace Grader.Engine.Orc;

/// <summary>What a file says about itself, as <see cref="OrcMetadataReader"/> reads it.</summary>
internal static class OrcMetadataWriter
{
    private const string SparkVersionKey = "org.apache.spark.version";

    // Numbers of the format: version 0.12 of the file, the version of Java's writer in Spark 3.5, and the calendar without the Julian one.
    private const int Major = 0, Minor = 12, WriterVersion = 9, Gregorian = 2;

    public static ReadOnlySpan<byte> Magic => "ORC"u8;

    /// <summary>Statistics of each stripe's columns.</summary>
    public static byte[] Metadata(IEnumerable<IReadOnlyList<(long Count, bool HasNull)>> stripes)
    {
        var metadata = new ProtobufWriter();
        foreach (IReadOnlyList<(long, bool)> columns in stripes)
        {
            metadata.Message(1, WithStatistics(new ProtobufWriter(), 1, columns));
        }

        return metadata.ToArray();
    }

    /// <param name="contentLength">Bytes of all stripes.</param>
    public static byte[] Footer(long contentLength, OrcFooter footer, IReadOnlyList<(long Count, bool HasNull)> statistics)
    {
        var message = new ProtobufWriter().Number(1, Magic.Length).Number(2, contentLength);
        foreach (OrcStripe stripe in footer.Stripes)
        {
            message.Message(3, new ProtobufWriter()
                .Number(1, stripe.Offset).Number(2, stripe.IndexLength).Number(3, stripe.DataLength).Number(4, stripe.FooterLength).Number(5, stripe.RowCount));
        }

        foreach (OrcTypeEntry type in footer.Types)
        {
            message.Message(4, Type(type));
        }

        message.Message(5, new ProtobufWriter().Text(1, SparkVersionKey).Text(2, Parquet.MetadataWriter.SparkVersion)).Number(6, footer.Stripes.Sum(stripe => stripe.RowCount));
        return WithStatistics(message, 7, statistics).Number(8, 0).Number(11, Gregorian).ToArray();
    }

    public static byte[] StripeFooter(OrcStripeFooter footer)
    {
        var message = new ProtobufWriter();
        foreach (OrcStreamPlace stream in footer.Streams)
        {
            message.Message(1, new ProtobufWriter().Number(1, (int)stream.Kind).Number(2, stream.Column).Number(3, stream.Length));
        }

        foreach (OrcEncoding encoding in footer.Encodings)
        {
            message.Message(2, new ProtobufWriter().Number(1, (int)encoding.Kind));
        }

        return message.Text(3, footer.WriterTimeZone).ToArray();
    }

    /// <param name="metadataLength">Bytes of the statistics, compressed.</param>
    public static byte[] Postscript(OrcPostscript postscript, int metadataLength) => new ProtobufWriter()
        .Number(1, postscript.FooterLength).Number(2, (int)postscript.Compression).Number(3, postscript.BlockSize).Packed(4, [Major, Minor])
        .Number(5, metadataLength).Number(6, WriterVersion).Bytes(8000, Magic).ToArray();

    private static ProtobufWriter WithStatistics(ProtobufWriter message, int field, IReadOnlyList<(long Count, bool HasNull)> columns)
    {
        foreach ((long count, bool hasNull) in columns)
        {
            message.Message(field, new ProtobufWriter().Number(1, count).Number(10, hasNull ? 1 : 0));
        }

        return message;
    }

    private static ProtobufWriter Type(OrcTypeEntry type)
    {
        var message = new ProtobufWriter().Number(1, (int)type.Kind).Packed(2, type.Subtypes);
        foreach (string name in type.FieldNames)
        {
            message.Text(3, name);
        }

        if (type.Kind == OrcKind.Decimal)
        {
            message.Number(5, type.Precision).Number(6, type.Scale);
        }

        return type.CatalystType is null ? message : message.Message(7, new ProtobufWriter().Text(1, OrcMetadataReader.CatalystTypeAttribute).Text(2, type.CatalystType));
    }
}
