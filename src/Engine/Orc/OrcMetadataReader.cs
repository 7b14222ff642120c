using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>What a file says about itself.</summary>
/// <remarks>Source: the ORC specification, version 1, "File Tail" and "Stripes".</remarks>
internal static class OrcMetadataReader
{
    /// <summary>Spark's attribute of a type.</summary>
    public const string CatalystTypeAttribute = "spark.sql.catalyst.type";

    private const int Gregorian = 2, DefaultBlockSize = 256 * 1024, MaxVersionParts = 8;

    /// <summary>Where its compressed parts are.</summary>
    public static OrcPostscript Postscript(FileBytes file, out int length)
    {
        length = file.Read(file.Length - 1, 1).Span[0];
        var reader = new ProtobufReader(file.Read(file.Length - 1 - length, length).Span);
        long footer = -1, compression = 0, block = DefaultBlockSize;
        bool isOrc = file.Read(0, OrcMetadataWriter.Magic.Length).Span.SequenceEqual(OrcMetadataWriter.Magic); // The first versions say it at the beginning alone.
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    footer = reader.Count();
                    break;
                case 2:
                    compression = reader.Count();
                    break;
                case 3:
                    block = reader.Count() is var size and > 0 ? size : DefaultBlockSize;
                    break;
                case 8000:
                    isOrc |= reader.Bytes().SequenceEqual(OrcMetadataWriter.Magic);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!isOrc || footer is < 0 or > OrcLimits.Footer || compression > (long)OrcCompression.Brotli || block > OrcLimits.Block)
        {
            throw new FileFormatException("it does not end as an ORC file does");
        }

        return new OrcPostscript((int)footer, (OrcCompression)compression, (int)block);
    }

    public static OrcFooter Footer(ReadOnlySpan<byte> bytes)
    {
        var stripes = new List<OrcStripe>();
        var types = new List<OrcTypeEntry>();
        bool isProleptic = false;
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3:
                    stripes.Add(Stripe(reader.Message()));
                    break;
                case 4 when types.Count < OrcLimits.Types:
                    types.Add(Type(reader.Message()));
                    break;
                case 4:
                    throw new FileFormatException($"its schema has more than {OrcLimits.Types} types, which is this engine's limit");
                case 10:
                    throw new FileFormatException("it has encrypted columns, which this engine does not read");
                case 11:
                    isProleptic = reader.Unsigned() == Gregorian;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OrcFooter(stripes, types, isProleptic);
    }

    public static OrcStripeFooter StripeFooter(ReadOnlySpan<byte> bytes, OrcStripe stripe)
    {
        var streams = new List<OrcStreamPlace>();
        var encodings = new List<OrcEncoding>();
        string zone = "";
        long offset = stripe.Offset, end = stripe.Offset + stripe.IndexLength + stripe.DataLength;
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    OrcStreamPlace place = Stream(reader.Message(), offset);
                    if (place.Length > end - offset || streams.Count >= OrcLimits.Streams)
                    {
                        throw new FileFormatException("the streams of a stripe are longer than it");
                    }

                    offset += place.Length;
                    streams.Add(place);
                    break;
                case 2 when encodings.Count < OrcLimits.Types:
                    encodings.Add(Encoding(reader.Message()));
                    break;
                case 3:
                    zone = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OrcStripeFooter(streams, encodings, zone);
    }

    private static OrcStripe Stripe(ProtobufReader reader)
    {
        long offset = 0, index = 0, data = 0, footer = 0, rows = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    offset = reader.Count();
                    break;
                case 2:
                    index = reader.Count();
                    break;
                case 3:
                    data = reader.Count();
                    break;
                case 4:
                    footer = reader.Count();
                    break;
                case 5:
                    rows = reader.Count();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OrcStripe(offset, index, data, footer, rows);
    }

    private static OrcTypeEntry Type(ProtobufReader reader)
    {
        long kind = 0;
        var subtypes = new List<int>();
        var names = new List<string>();
        int length = 0, precision = DecimalDefault.Precision, scale = DecimalDefault.Scale;
        string? catalyst = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    kind = reader.Count();
                    break;
                case 2:
                    reader.AddCounts(subtypes, OrcLimits.Types);
                    break;
                case 3 when names.Count < OrcLimits.Types:
                    names.Add(reader.Text());
                    break;
                case 4:
                    length = reader.SmallCount();
                    break;
                case 5:
                    precision = reader.SmallCount();
                    break;
                case 6:
                    scale = reader.SmallCount();
                    break;
                case 7:
                    (string key, string value) = Pair(reader.Message());
                    catalyst = key == CatalystTypeAttribute ? value : catalyst;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return kind <= (long)OrcKind.TimestampInstant
            ? new OrcTypeEntry((OrcKind)kind, subtypes, names, length, precision, scale, catalyst)
            : throw new FileFormatException($"its schema has a type of an unknown kind, {kind}");
    }

    private static (string Key, string Value) Pair(ProtobufReader reader)
    {
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (key, value);
    }

    private static OrcStreamPlace Stream(ProtobufReader reader, long offset)
    {
        long kind = 0, length = 0;
        int column = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    kind = reader.Count();
                    break;
                case 2:
                    column = reader.SmallCount();
                    break;
                case 3:
                    length = reader.Count();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OrcStreamPlace((OrcStreamKind)Math.Min(kind, int.MaxValue), column, offset, length);
    }

    private static OrcEncoding Encoding(ProtobufReader reader)
    {
        long kind = 0;
        int size = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    kind = reader.Count();
                    break;
                case 2:
                    size = reader.SmallCount();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return kind <= (long)OrcEncodingKind.DictionaryV2 ? new OrcEncoding((OrcEncodingKind)kind, size) : throw new FileFormatException($"a column has an unknown encoding, {kind}");
    }

    /// <summary>Of a decimal of Hive 0.11, which does not say.</summary>
    private static class DecimalDefault
    {
        public const int Precision = 38, Scale = 10;
    }
}
