using System.Buffers.Binary;
using System.Numerics;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>The bytes of a state file: a version byte, entries (1 put key value | 0 remove key), an end byte (2), then four bytes of CRC-32C over all before.</summary>
internal sealed class StateFile(IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes)
{
    private const byte FormatVersion = 2;
    private const byte RemoveEntry = 0;
    private const byte PutEntry = 1;
    private const byte End = 2;

    private readonly RowCodec keys = new(keyTypes);
    private readonly RowCodec values = new(valueTypes);

    /// <summary>Applies a file's entries in order.</summary>
    /// <returns>What is wrong with the file; null where it was read.</returns>
    public string? Apply(ReadOnlyMemory<byte> content, StateMap rows)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        if (bytes.Length < 6 || bytes[0] != FormatVersion)
        {
            return "it is not in this engine's format";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != Checksum(0, bytes[..^4]))
        {
            return "its checksum does not match";
        }

        try
        {
            using var reader = new BinaryReader(Files.WholeContent.Stream(content[1..^4]));
            for (byte kind = reader.ReadByte(); kind != End; kind = reader.ReadByte())
            {
                Datum[] key = keys.Read(reader);
                if (kind == PutEntry)
                {
                    rows.Set(key, values.Read(reader));
                }
                else
                {
                    rows.Remove(key);
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            return "its rows do not have this query's columns: the query was changed since the checkpoint was made";
        }
    }

    private static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return checksum;
    }

    /// <summary>Makes a file's bytes, at once or in pieces.</summary>
    public sealed class Writer
    {
        private readonly StateFile format;
        private readonly MemoryStream piece = new();
        private readonly BinaryWriter writer;
        private uint checksum;

        public Writer(StateFile format)
        {
            this.format = format;
            writer = new BinaryWriter(piece);
            writer.Write(FormatVersion);
        }

        public void Put(Datum[] key, Datum[] value)
        {
            writer.Write(PutEntry);
            format.keys.Write(writer, key);
            format.values.Write(writer, value);
        }

        public void Write(IEnumerable<KeyValuePair<Datum[], Datum[]?>> changes)
        {
            foreach ((Datum[] key, Datum[]? value) in changes)
            {
                if (value is not null)
                {
                    Put(key, value);
                }
                else
                {
                    writer.Write(RemoveEntry);
                    format.keys.Write(writer, key);
                }
            }
        }

        /// <summary>The bytes since the last piece; valid until the next entry is written.</summary>
        public ReadOnlyMemory<byte> TakePiece()
        {
            ReadOnlyMemory<byte> bytes = Bytes();
            checksum = Checksum(checksum, bytes.Span);
            piece.SetLength(0);
            return bytes;
        }

        /// <summary>The bytes since the last piece, and the end of the file.</summary>
        public ReadOnlyMemory<byte> TakeLastPiece()
        {
            writer.Write(End);
            writer.Write(Checksum(checksum, Bytes().Span));
            return Bytes();
        }

        private ReadOnlyMemory<byte> Bytes() => piece.GetBuffer().AsMemory(0, (int)piece.Length);
    }
}
