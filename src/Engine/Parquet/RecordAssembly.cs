using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>Counts the fields and elements of the row that is being assembled.</summary>
internal sealed class RowCells
{
    private long used;

    public void Begin() => used = 0;

    /// <exception cref="FileFormatException">More than <see cref="ParquetLimits.CellsPerRow"/>.</exception>
    public void Take()
    {
        if (++used > ParquetLimits.CellsPerRow)
        {
            throw new FileFormatException($"a row has more than {ParquetLimits.CellsPerRow} fields and elements, which is this engine's limit");
        }
    }
}

/// <summary>
/// Puts a value together from the columns below it (Dremel's record assembly). Each call takes the entries of one value from each column: one where the value, or
/// what it lies in, is null or empty; else as many as there are elements.
/// </summary>
internal abstract class ValueAssembly
{
    /// <summary>The column whose levels tell whether the value is there.</summary>
    public abstract ColumnReader First { get; }

    /// <summary>Every column that moves on with the value.</summary>
    public abstract IEnumerable<ColumnReader> Columns { get; }

    public abstract Datum Read();

    private protected void TakeOneOfEach()
    {
        foreach (ColumnReader column in Columns)
        {
            _ = column.Take();
        }
    }
}

internal sealed class LeafAssembly(ColumnReader column, RowCells cells) : ValueAssembly
{
    public override ColumnReader First => column;

    public override IEnumerable<ColumnReader> Columns => [column];

    public override Datum Read()
    {
        cells.Take();
        return column.Take();
    }
}

/// <param name="definitionLevel">From which on the struct is there.</param>
/// <param name="repetitionLevel">Of the struct.</param>
/// <param name="fields">In the order of the type; null for a field that the file has not.</param>
/// <param name="levels">A column for its levels alone, where the file has none of the fields; else null.</param>
internal sealed class StructAssembly(int definitionLevel, int repetitionLevel, ValueAssembly?[] fields, ColumnReader? levels, RowCells cells) : ValueAssembly
{
    private readonly ColumnReader[] columns = [.. fields.OfType<ValueAssembly>().SelectMany(field => field.Columns), .. levels is null ? Array.Empty<ColumnReader>() : [levels]];

    public override ColumnReader First => columns[0];

    public override IEnumerable<ColumnReader> Columns => columns;

    public override Datum Read()
    {
        if (First.Definition < definitionLevel)
        {
            TakeOneOfEach();
            return Datum.Null;
        }

        var values = new Datum[fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            cells.Take();
            values[i] = fields[i]?.Read() ?? Datum.Null;
        }

        SkipLevels();
        return Datum.Of(values);
    }

    // The column may lie in an array of the struct: all its elements go.
    private void SkipLevels()
    {
        _ = levels?.Take();
        while (levels is { IsAtEnd: false } && levels.Repetition > repetitionLevel)
        {
            cells.Take();
            _ = levels.Take();
        }
    }
}

/// <summary>What repeats below a list or map: values one after the other.</summary>
/// <param name="definitionLevel">From which on the list is there; one below <paramref name="elementLevel"/> it may be, and empty.</param>
/// <param name="elementLevel">From which on it has an element.</param>
/// <param name="repetitionLevel">Of an entry that goes on with the same list.</param>
internal abstract class RepeatedAssembly(int definitionLevel, int elementLevel, int repetitionLevel) : ValueAssembly
{
    public sealed override Datum Read()
    {
        int definition = First.Definition;
        if (definition < elementLevel)
        {
            TakeOneOfEach();
            return definition < definitionLevel ? Datum.Null : Empty();
        }

        Begin();
        int count = 0;
        do
        {
            if (++count > ValueLimits.MaxElements)
            {
                throw new FileFormatException($"an array has more than {ValueLimits.MaxElements} elements, which is this engine's limit");
            }

            ReadElement();
        }
        while (!First.IsAtEnd && First.Repetition == repetitionLevel);
        return End();
    }

    protected abstract Datum Empty();

    protected abstract void Begin();

    protected abstract void ReadElement();

    protected abstract Datum End();
}

internal sealed class ArrayAssembly(ValueAssembly element, int definitionLevel, int elementLevel, int repetitionLevel) : RepeatedAssembly(definitionLevel, elementLevel, repetitionLevel)
{
    private readonly ColumnReader[] columns = [.. element.Columns];
    private List<Datum> items = [];

    public override ColumnReader First => columns[0];

    public override IEnumerable<ColumnReader> Columns => columns;

    protected override Datum Empty() => Datum.Of(Array.Empty<Datum>());

    protected override void Begin() => items = [];

    protected override void ReadElement() => items.Add(element.Read());

    protected override Datum End() => Datum.Of([.. items]);
}

internal sealed class MapAssembly(ValueAssembly key, ValueAssembly value, int definitionLevel, int elementLevel, int repetitionLevel) : RepeatedAssembly(definitionLevel, elementLevel, repetitionLevel)
{
    private readonly ColumnReader[] columns = [.. key.Columns, .. value.Columns];
    private List<Datum> keys = [];
    private List<Datum> values = [];

    public override ColumnReader First => columns[0];

    public override IEnumerable<ColumnReader> Columns => columns;

    protected override Datum Empty() => Datum.Of(new MapDatum([], []));

    protected override void Begin() => (keys, values) = ([], []);

    protected override void ReadElement()
    {
        Datum readKey = key.Read();
        if (readKey.IsNull)
        {
            throw new FileFormatException("a map has a null as a key");
        }

        keys.Add(readKey);
        values.Add(value.Read());
    }

    protected override Datum End() => Datum.Of(new MapDatum([.. keys], [.. values]));
}
