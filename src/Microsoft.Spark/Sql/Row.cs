using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>A row with its schema.</summary>
public sealed class Row
{
    private readonly GenericRow row;

    internal Row(object[] values, StructType schema) : this(new GenericRow(values), schema) { }

    private Row(GenericRow row, StructType schema) => (this.row, Schema) = (row, schema);

    /// <summary>Null for a row made from a <see cref="GenericRow"/>.</summary>
    public StructType Schema { get; }

    /// <summary>The values, in the order of the columns.</summary>
    public object[] Values => row.Values;

    /// <summary>A value by its index from 0.</summary>
    public object this[int index] => Get(index);

    /// <summary>A row without a schema as a row.</summary>
    public static implicit operator Row(GenericRow genericRow) => new(genericRow, null);

    /// <summary>The number of values.</summary>
    public int Size() => row.Size();

    /// <summary>A value by its index from 0.</summary>
    public object Get(int index) => row.Get(index);

    /// <summary>The value of the column of exactly that name.</summary>
    public object Get(string columnName) => Get(Schema.Fields.FindIndex(field => field.Name == columnName));

    /// <summary>The value as that type; numbers are converted as long as they fit.</summary>
    public T GetAs<T>(int index) => ExternalValues.ConvertTo<T>(Get(index));

    /// <summary>A value by the name of its column, as a type.</summary>
    public T GetAs<T>(string columnName) => ExternalValues.ConvertTo<T>(Get(columnName));

    /// <inheritdoc/>
    public override string ToString() => row.ToString();

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is Row other && row.Equals(other.row) && Equals(Schema, other.Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => row.GetHashCode();
}
