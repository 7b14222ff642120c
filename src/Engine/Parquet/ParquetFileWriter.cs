using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>Rows as the bytes of one file.</summary>
internal static class ParquetFileWriter
{
    private const int RowsPerGroup = 1_000_000;

    public static ReadOnlyMemory<byte> Write(StructType schema, CompressionCodec codec, IEnumerable<Datum[]> rows)
    {
        // As all files are read, so that a null is never where the file says that there is none.
        var nullable = (StructType)Nullable(schema);
        IReadOnlyList<SchemaElement> elements = ParquetSchemaWriter.Elements(nullable);
        var root = ParquetField.Tree(elements);
        var output = new MemoryStream();
        output.Write(MetadataWriter.Magic);
        var groups = new List<RowGroup>();
        foreach (Datum[][] chunk in rows.Chunk(RowsPerGroup))
        {
            groups.Add(new GroupWriter(root, nullable, codec).Write(chunk, output));
        }

        MetadataWriter.Footer(output, new FileMetadata(groups.Sum(group => group.RowCount), elements, groups, new Dictionary<string, string>
        {
            [MetadataWriter.SparkVersionKey] = MetadataWriter.SparkVersion,
            [ParquetFileReader.SparkSchemaKey] = SparkSchemaJson.Write(nullable),
        }));
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private static DataType Nullable(DataType type) => type switch
    {
        StructType structure => new StructType(structure.Fields.Select(field => new StructField(field.Name, Nullable(field.DataType))).ToSeq()),
        ArrayType array => new ArrayType(Nullable(array.ElementType)),
        MapType map => new MapType(Nullable(map.KeyType), Nullable(map.ValueType)),
        _ => type,
    };

    /// <summary>Takes rows apart into the entries of columns (Dremel's striping).</summary>
    private sealed class GroupWriter
    {
        private readonly ParquetField root;
        private readonly StructType schema;
        private readonly CompressionCodec codec;
        private readonly List<(ColumnWriter Writer, Seq<string> Path)> columns = [];

        public GroupWriter(ParquetField root, StructType schema, CompressionCodec codec)
        {
            (this.root, this.schema, this.codec) = (root, schema, codec);
            foreach ((ParquetField child, StructField field) in root.Children.Zip(schema.Fields))
            {
                AddColumns(child, field.DataType, [child.Name]);
            }
        }

        public RowGroup Write(Datum[][] rows, Stream output)
        {
            foreach (Datum[] row in rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    Write(root.Children[i], schema.Fields[i].DataType, row[i], 0);
                }
            }

            ColumnChunk[] chunks = [.. columns.Select(column => column.Writer.End(codec, column.Path, output))];
            return new RowGroup(chunks, chunks.Sum(chunk => chunk.UncompressedSize), rows.Length);
        }

        private void AddColumns(ParquetField field, DataType type, Seq<string> path)
        {
            if (field.IsLeaf)
            {
                columns.Add((new ColumnWriter(field, type), path));
                return;
            }

            foreach ((ParquetField child, DataType childType) in Children(field, type))
            {
                AddColumns(child, childType, [.. path, .. type is StructType ? Seq.Create<string>([]) : [field.Children[0].Name], child.Name]);
            }
        }

        /// <summary>What lies below a group: the fields of a struct, the element of an array, key and value of a map.</summary>
        private static IEnumerable<(ParquetField, DataType)> Children(ParquetField field, DataType type) => type switch
        {
            StructType structure => field.Children.Zip(structure.Fields, (child, of) => (child, of.DataType)),
            ArrayType array => [(field.Children[0].Children[0], array.ElementType)],
            MapType map => [(field.Children[0].Children[0], map.KeyType), (field.Children[0].Children[1], map.ValueType)],
            _ => throw new System.Diagnostics.UnreachableException(type.SimpleString),
        };

        private void Write(ParquetField field, DataType type, Datum value, int repetition)
        {
            if (value.IsNull)
            {
                WriteNothing(field, repetition, field.DefinitionLevel - 1);
                return;
            }

            switch (type)
            {
                case StructType structure:
                    for (int i = 0; i < structure.Fields.Count; i++)
                    {
                        Write(field.Children[i], structure.Fields[i].DataType, value.Items[i], repetition);
                    }

                    break;
                case ArrayType array:
                    WriteRepeated(field, value.Items.Length, repetition, (i, level) => Write(field.Children[0].Children[0], array.ElementType, value.Items[i], level));
                    break;
                case MapType map:
                    WriteRepeated(field, value.Map.Count, repetition, (i, level) =>
                    {
                        Write(field.Children[0].Children[0], map.KeyType, value.Map.Keys[i], level);
                        Write(field.Children[0].Children[1], map.ValueType, value.Map.Values[i], level);
                    });
                    break;
                default:
                    columns[field.LeafIndex].Writer.Add(codec, value, repetition, field.DefinitionLevel);
                    break;
            }
        }

        private void WriteRepeated(ParquetField field, int count, int repetition, Action<int, int> writeElement)
        {
            if (count == 0)
            {
                WriteNothing(field, repetition, field.DefinitionLevel);
            }

            for (int i = 0; i < count; i++)
            {
                writeElement(i, i == 0 ? repetition : field.Children[0].RepetitionLevel);
            }
        }

        private void WriteNothing(ParquetField field, int repetition, int definition)
        {
            foreach (ParquetField leaf in field.Leaves)
            {
                columns[leaf.LeafIndex].Writer.Add(codec, Datum.Null, repetition, definition);
            }
        }
    }
}
