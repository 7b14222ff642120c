using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>Reads the rows of one file, row group by row group, and of them only the columns that are asked for.</summary>
internal sealed class ParquetFileReader
{
    /// <summary>Where Spark keeps the schema as it knows it, in JSON.</summary>
    public const string SparkSchemaKey = "org.apache.spark.sql.parquet.row.metadata";

    private readonly string path;
    private readonly FileBytes file;
    private readonly FileMetadata metadata;
    private readonly ParquetField root;
    private readonly PageBytes pages;

    /// <param name="path">For messages; absolute.</param>
    /// <exception cref="SparkException">CANNOT_READ_FILE_FOOTER.</exception>
    public ParquetFileReader(string path, Stream content)
    {
        this.path = path;
        try
        {
            file = new FileBytes(content);
            pages = new PageBytes(file.Length);
            metadata = MetadataReader.Footer(file);
            root = ParquetField.Tree(metadata.Schema);
        }
        catch (FileFormatException e)
        {
            throw FileErrors.CannotReadFooter(path, e);
        }
    }

    /// <summary>The schema that Spark wrote beside the file's own, or else what that is in Spark's types; all columns may be null.</summary>
    public StructType Schema() => metadata.KeyValues.TryGetValue(SparkSchemaKey, out string? json) && Written(json) is { } written && Fits(written)
        ? written
        : SchemaConverter.Schema(root);

    /// <param name="schema">What the query reads the file as. Columns are found by name, without case; those that the file has not are null.</param>
    /// <param name="required">By position in the schema; null requires all.</param>
    public IEnumerable<Datum[]> Rows(StructType schema, IReadOnlyList<bool>? required)
    {
        foreach (RowGroup group in metadata.RowGroups)
        {
            RowReader reader = Guarded(() => RowReader.Create(this, group, schema, required));
            for (long i = 0; i < group.RowCount; i++)
            {
                yield return Guarded(reader.Next);
            }
        }
    }

    private static StructType? Written(string json)
    {
        try
        {
            return SparkSchemaJson.Parse(json) as StructType;
        }
        catch (Exception e) when (e is FormatException or SparkException)
        {
            return null; // the file's own schema says it too
        }
    }

    // A schema that somebody changed, or that is of other columns, is worth nothing.
    private bool Fits(StructType written) => written.Fields.Count == root.Children.Count && written.Fields.Zip(root.Children).All(pair => pair.First.Name == pair.Second.Name);

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FileFormatException e)
        {
            throw FileErrors.CannotReadFile(path, e);
        }
    }

    /// <summary>One pass over a row group.</summary>
    private sealed class RowReader
    {
        private readonly ParquetFileReader owner;
        private readonly RowCells cells = new();
        private readonly Dictionary<int, ColumnChunk> chunks;
        private readonly ValueAssembly?[] columns;

        private RowReader(ParquetFileReader owner, RowGroup group, StructType schema, IReadOnlyList<bool>? required)
        {
            this.owner = owner;
            owner.pages.CloseAll();
            ParquetField[] leaves = [.. owner.root.Leaves];
            if (group.Columns.Count != leaves.Length)
            {
                throw new FileFormatException($"a row group has {group.Columns.Count} columns, the schema {leaves.Length}");
            }

            chunks = leaves.ToDictionary(leaf => leaf.LeafIndex, leaf => group.Columns[leaf.LeafIndex]);
            columns = [.. schema.Fields.Select((field, i) => required?[i] == false ? null : Column(owner.root, field, []))];
        }

        public static RowReader Create(ParquetFileReader owner, RowGroup group, StructType schema, IReadOnlyList<bool>? required) => new(owner, group, schema, required);

        public Datum[] Next()
        {
            cells.Begin();
            var row = new Datum[columns.Length];
            for (int i = 0; i < row.Length; i++)
            {
                if (columns[i] is { } column)
                {
                    row[i] = column.First.Repetition == 0 ? column.Read() : throw new FileFormatException("a row begins in the middle of an array");
                }
            }

            return row;
        }

        private ValueAssembly? Column(ParquetField parent, StructField field, Seq<string> path)
        {
            ParquetField[] found = [.. parent.Children.Where(child => ColumnNames.Same(child.Name, field.Name))];
            return found switch
            {
                [] => null,
                [var single] => Assembly(single, field.DataType, [.. path, single.Name]),
                _ => found.FirstOrDefault(child => child.Name == field.Name) is { } exact
                    ? Assembly(exact, field.DataType, [.. path, exact.Name])
                    : throw new FileFormatException($"Found duplicate field(s) \"{field.Name}\": [{string.Join(", ", found.Select(child => child.Name))}] in case-insensitive mode"),
            };
        }

        /// <param name="isElement">The field is what a list repeats, and no list itself.</param>
        private ValueAssembly Assembly(ParquetField field, DataType type, Seq<string> path, bool isElement = false)
        {
            switch (type)
            {
                case ArrayType array when !isElement && SchemaConverter.ListShape(field) is { } list:
                    return new ArrayAssembly(
                        Assembly(list.Element, array.ElementType, path, ReferenceEquals(list.Element, list.Repeated)),
                        field.IsRepeated ? 0 : field.DefinitionLevel, list.Repeated.DefinitionLevel, list.Repeated.RepetitionLevel);
                case MapType map when !isElement && SchemaConverter.MapShape(field) is { } pair:
                    return new MapAssembly(
                        Assembly(pair.Children[0], map.KeyType, [.. path, "key"]), Assembly(pair.Children[1], map.ValueType, [.. path, "value"]),
                        field.DefinitionLevel, pair.DefinitionLevel, pair.RepetitionLevel);
                case StructType structure when !field.IsLeaf && (isElement || !field.IsRepeated):
                    return Struct(field, structure, path);
                case not (ArrayType or MapType or StructType) when field.IsLeaf && (isElement || !field.IsRepeated) && LeafConverter.Create(field, type) is { } convert:
                    return new LeafAssembly(Reader(field, convert), cells);
                default:
                    throw FileErrors.CannotConvert(owner.path, path, type, field.TypeName);
            }
        }

        private StructAssembly Struct(ParquetField field, StructType type, Seq<string> path)
        {
            ValueAssembly?[] fields = [.. type.Fields.Select(child => Column(field, child, path))];
            ColumnReader? levels = fields.All(child => child is null) ? Reader(field.Leaves.First(), null) : null;
            return new StructAssembly(field.DefinitionLevel, field.RepetitionLevel, fields, levels, cells);
        }

        private ColumnReader Reader(ParquetField leaf, Func<ValueDecoder, Datum>? convert)
        {
            ColumnChunk chunk = chunks[leaf.LeafIndex];
            return chunk.Type == leaf.Element.Type
                ? new ColumnReader(leaf, chunk, owner.file, owner.pages, convert)
                : throw new FileFormatException($"the column {leaf.Name} is of type {chunk.Type}, the schema says {leaf.Element.Type}");
        }
    }
}
