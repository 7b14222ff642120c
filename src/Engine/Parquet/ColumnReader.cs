using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>Bytes that a file's pages take: those that are open, and all of them.</summary>
internal sealed class PageBytes(long fileLength)
{
    private readonly long most = Math.Max(ParquetLimits.PagesOfSmallFile, fileLength * ParquetLimits.Expansion);
    private long open;
    private long all;

    /// <summary>A row group begins: those before it are closed.</summary>
    public void CloseAll() => open = 0;

    /// <exception cref="FileFormatException">More than a file may have open.</exception>
    public void Open(long bytes)
    {
        open += bytes;
        if (open > ParquetLimits.OpenBytes)
        {
            throw new FileFormatException($"its open pages take more than the {ParquetLimits.OpenBytes} bytes that this engine allows");
        }
    }

    /// <summary>Called before a page is decompressed.</summary>
    /// <exception cref="FileFormatException">All pages together are longer than a file of this length may have.</exception>
    public void Decompress(long bytes)
    {
        all += bytes;
        if (all > most)
        {
            throw new FileFormatException($"its pages come to more than {most} bytes, too much for a file of its length");
        }
    }
}

/// <summary>The entries of one column of a row group, page by page: a level of repetition, one of definition, and a value where the second is the highest.</summary>
/// <param name="convert">Null where only levels are asked for.</param>
internal sealed class ColumnReader(ParquetField leaf, ColumnChunk chunk, FileBytes file, PageBytes bytes, Func<ValueDecoder, Datum>? convert)
{
    private const int HeaderGuess = 256, LargestHeader = 1 << 20;

    // What an entry of a dictionary takes in memory beside its bytes.
    private const int DictionaryEntryBytes = 64;

    private long offset = chunk.DictionaryOffset > 0 ? Math.Min(chunk.DictionaryOffset, chunk.DataOffset) : chunk.DataOffset;
    private long left = chunk.ValueCount;
    private int leftInPage;
    private long pageBytes;
    private Datum[]? dictionary;
    private RleBitPackedHybrid? repetitions;
    private RleBitPackedHybrid? definitions;
    private Func<Datum>? nextValue;
    private bool isLoaded;
    private int repetition;
    private int definition;

    public bool IsAtEnd => !isLoaded && left <= 0;

    /// <summary>Of the entry that <see cref="Take"/> gives next.</summary>
    public int Repetition
    {
        get
        {
            Load();
            return repetition;
        }
    }

    public int Definition
    {
        get
        {
            Load();
            return definition;
        }
    }

    /// <summary>The entry's value, null below the highest level of definition; the next entry follows.</summary>
    public Datum Take()
    {
        Load();
        isLoaded = false;
        return definition == leaf.DefinitionLevel && nextValue is { } next ? next() : Datum.Null;
    }

    private void Load()
    {
        if (isLoaded)
        {
            return;
        }

        while (leftInPage == 0)
        {
            if (left <= 0)
            {
                throw new FileFormatException($"the column {leaf.Name} has fewer values than its row group has rows");
            }

            NextPage();
        }

        left--;
        leftInPage--;
        repetition = Level(repetitions, leaf.RepetitionLevel);
        definition = Level(definitions, leaf.DefinitionLevel);
        isLoaded = true;
    }

    private static int Level(RleBitPackedHybrid? levels, int most) => levels is null ? most == 0 ? 0 : throw VarInt.Short()
        : levels.Next() is var level && level <= most && level >= 0 ? level : throw new FileFormatException($"a level is {level}, above {most}");

    private void NextPage()
    {
        PageHeader header = Header(out int headerLength);
        ReadOnlyMemory<byte> page = file.Read(offset + headerLength, header.CompressedSize);
        bytes.Decompress(header.UncompressedSize);
        offset += headerLength + header.CompressedSize; // It grows with each page, so there is an end.
        switch (header.Type)
        {
            case PageType.Dictionary:
                ReadDictionary(header, page);
                break;
            case PageType.Data:
                Begin(header, PageCompression.Decompress(chunk.Codec, page, header.UncompressedSize));
                break;
            case PageType.DataV2:
                BeginV2(header, page);
                break;
        }
    }

    private PageHeader Header(out int length)
    {
        // Nearly always it is short; a statistic of long texts makes it longer.
        for (int size = HeaderGuess; ; size *= 16)
        {
            int available = (int)Math.Min(size, file.Length - Math.Min(offset, file.Length));
            try
            {
                return MetadataReader.Page(file.Read(offset, available).Span, out length);
            }
            catch (FileFormatException) when (available == size && size < LargestHeader)
            {
                // Perhaps it goes on behind these bytes.
            }
        }
    }

    private void ReadDictionary(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (dictionary is not null || leaf.Element.Type == PhysicalType.Boolean || header.ValueCount > ParquetLimits.DictionaryEntries)
        {
            throw new FileFormatException($"the column {leaf.Name} has two dictionaries, or one of {header.ValueCount} entries");
        }

        bytes.Open(header.UncompressedSize + (long)header.ValueCount * DictionaryEntryBytes);
        var values = ValueDecoder.Create(PageEncoding.Plain, leaf.Element.Type!.Value, leaf.Element.TypeLength, PageCompression.Decompress(chunk.Codec, page, header.UncompressedSize));
        dictionary = new Datum[convert is null ? 0 : header.ValueCount];
        for (int i = 0; i < dictionary.Length; i++)
        {
            dictionary[i] = convert!(values);
        }
    }

    private void Begin(PageHeader header, ReadOnlyMemory<byte> page)
    {
        repetitions = Levels(ref page, leaf.RepetitionLevel, header.RepetitionEncoding);
        definitions = Levels(ref page, leaf.DefinitionLevel, header.DefinitionEncoding);
        BeginValues(header, page);
    }

    private static RleBitPackedHybrid? Levels(ref ReadOnlyMemory<byte> page, int most, PageEncoding encoding) => most == 0 ? null
        : encoding == PageEncoding.Rle ? new RleBitPackedHybrid(LengthPrefix.Take(ref page), RleBitPackedHybrid.BitWidth(most))
        : throw new FileFormatException($"levels are encoded as {encoding}");

    private void BeginV2(PageHeader header, ReadOnlyMemory<byte> page)
    {
        long levels = (long)header.RepetitionBytes + header.DefinitionBytes;
        if (levels > page.Length || levels > header.UncompressedSize)
        {
            throw VarInt.Short();
        }

        repetitions = LevelsV2(page[..header.RepetitionBytes], leaf.RepetitionLevel);
        definitions = LevelsV2(page.Slice(header.RepetitionBytes, header.DefinitionBytes), leaf.DefinitionLevel);
        ReadOnlyMemory<byte> values = page[(int)levels..];
        int length = header.UncompressedSize - (int)levels;
        BeginValues(header, header.IsCompressed && length > 0 ? PageCompression.Decompress(chunk.Codec, values, length) : values);
    }

    private static RleBitPackedHybrid? LevelsV2(ReadOnlyMemory<byte> levels, int most) => most == 0 ? null : new RleBitPackedHybrid(levels, RleBitPackedHybrid.BitWidth(most));

    private void BeginValues(PageHeader header, ReadOnlyMemory<byte> page)
    {
        bytes.Open(header.UncompressedSize - pageBytes);
        pageBytes = header.UncompressedSize;
        leftInPage = header.ValueCount;
        if (convert is not { } converted)
        {
            nextValue = null;
        }
        else if (header.Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary)
        {
            // Without values, and so without a byte of width, where all entries are null.
            RleBitPackedHybrid? places = page.Length == 0 ? null : new RleBitPackedHybrid(page[1..], page.Span[0]);
            nextValue = () => Entry(places);
        }
        else
        {
            ValueDecoder values = ValueDecoder.Create(header.Encoding, leaf.Element.Type!.Value, leaf.Element.TypeLength, page);
            nextValue = () => converted(values);
        }
    }

    private Datum Entry(RleBitPackedHybrid? places)
    {
        int place = places?.Next() ?? throw VarInt.Short();
        return dictionary is { } entries && (uint)place < (uint)entries.Length ? entries[place] : throw new FileFormatException("a value is not in its dictionary");
    }
}
