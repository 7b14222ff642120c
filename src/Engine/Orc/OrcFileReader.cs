using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>Reads the rows of one file, stripe by stripe, and of them only the columns that are asked for.</summary>
internal sealed class OrcFileReader
{
    private readonly string path;
    private readonly FileBytes file;
    private readonly OrcBudget budget;
    private readonly OrcPostscript postscript;
    private readonly OrcFooter footer;
    private readonly OrcType root;

    /// <param name="path">For messages; absolute.</param>
    /// <exception cref="SparkException">CANNOT_READ_FILE_FOOTER.</exception>
    public OrcFileReader(string path, Stream content)
    {
        this.path = path;
        try
        {
            file = new FileBytes(content);
            budget = new OrcBudget(file.Length);
            postscript = OrcMetadataReader.Postscript(file, out int length);
            footer = OrcMetadataReader.Footer(Whole(file.Length - 1 - length - postscript.FooterLength, postscript.FooterLength));
            root = OrcType.Tree(footer.Types);
        }
        catch (FileFormatException e)
        {
            throw FileErrors.CannotReadFooter(path, e);
        }
    }

    /// <summary>The file's schema in Spark's types; all columns may be null.</summary>
    public StructType Schema() => root.Schema();

    /// <param name="schema">What the query reads the file as. Columns are found by name, without case; those that the file has not are null.</param>
    /// <param name="required">By position in the schema; null requires all.</param>
    public IEnumerable<Datum[]> Rows(StructType schema, IReadOnlyList<bool>? required)
    {
        foreach (OrcStripe stripe in footer.Stripes)
        {
            OrcColumnReader rows = Guarded(() => Stripe(stripe, schema, required));
            for (long i = 0; i < stripe.RowCount; i++)
            {
                yield return Guarded(() => Row(rows, schema.Fields.Count));
            }
        }
    }

    private Datum[] Row(OrcColumnReader rows, int columns)
    {
        budget.BeginRow();
        Datum row = rows.Next();
        return row.IsNull ? new Datum[columns] : row.Items;
    }

    private OrcColumnReader Stripe(OrcStripe stripe, StructType schema, IReadOnlyList<bool>? required)
    {
        budget.CloseAll();
        if (stripe.Offset > file.Length || stripe.IndexLength > file.Length || stripe.DataLength > file.Length || stripe.FooterLength > OrcLimits.Footer)
        {
            throw new FileFormatException("a stripe lies behind its end");
        }

        OrcStripeFooter stripeFooter = OrcMetadataReader.StripeFooter(Whole(stripe.Offset + stripe.IndexLength + stripe.DataLength, (int)stripe.FooterLength), stripe);
        return new OrcStripeReader(stripeFooter, footer, budget, place => new OrcStream(file, place.Offset, place.Length, postscript, budget)).Rows(root, schema, required);
    }

    private byte[] Whole(long offset, int length) => new OrcStream(file, offset, length, postscript, budget).ReadAll(OrcLimits.Footer);

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
}
