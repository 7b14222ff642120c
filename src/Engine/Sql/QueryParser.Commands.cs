using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <content>Statements about settings, views and tables. The others of Spark's are refused by name.</content>
internal sealed partial class QueryParser
{
    private static readonly Seq<Setting> TableList = [new("namespace", "namespace"), new("name", "tableName"), new("isTemporary", "isTemporary")];

    private SqlCommand Command()
    {
        int at = position;
        SqlCommand? command = Take().Text.ToUpperInvariant() switch
        {
            "SET" => Setting(),
            "RESET" => new ResetCommand(RestOfText() is { Length: > 0 } key ? Unquoted(key) : null),
            "CREATE" => Creation(),
            "DROP" when TakeWord("TABLE") => Drop(isView: false),
            "DROP" when TakeWord("VIEW") => Drop(isView: true),
            "INSERT" when TakeWord("INTO") => Insertion(overwrites: false),
            "INSERT" when TakeWord("OVERWRITE") => Insertion(overwrites: true),
            "SHOW" => Listing(),
            "DESC" or "DESCRIBE" => Description(),
            "USE" => Use(),
            "CACHE" => Caching(),
            "UNCACHE" when TakeWord("TABLE") => Uncaching(),
            "CLEAR" when TakeWord("CACHE") => new CatalogSqlCommand(CatalogAction.ClearCache, null),
            "REFRESH" when TakeWord("TABLE") => new CatalogSqlCommand(CatalogAction.RefreshTable, TableName()),
            _ => null,
        };
        return command ?? throw SqlSyntax.Unsupported($"The statement {Peek(at - position).Text.ToUpperInvariant()}{(Peek(at + 1 - position) is { Kind: SqlTokenKind.Word } next ? $" {next.Text.ToUpperInvariant()}" : "")}");
    }

    /// <summary>The key runs to the equals sign and the value to the end, whatever is in them.</summary>
    private SetCommand Setting()
    {
        string rest = RestOfText();
        if (rest.Length == 0)
        {
            return new SetCommand(null, null);
        }

        int equal = rest.IndexOf('=', StringComparison.Ordinal);
        return equal < 0 ? new SetCommand(Unquoted(rest), null) : new SetCommand(Unquoted(rest[..equal]), Unquoted(rest[(equal + 1)..]));
    }

    private string RestOfText()
    {
        string rest = Current.Kind == SqlTokenKind.End ? "" : text[Current.Start..].TrimEnd(';', ' ', '\n', '\r', '\t');
        SkipToEnd();
        return rest;
    }

    private static string Unquoted(string part) => part.Trim() is var trimmed && trimmed.Length > 1 && trimmed[0] == '`' && trimmed[^1] == '`' ? trimmed[1..^1] : trimmed;

    private SqlCommand? Creation()
    {
        bool replaces = TakeWords("OR", "REPLACE");
        bool isGlobal = TakeWord("GLOBAL");
        if (TakeWord("TEMP") || TakeWord("TEMPORARY"))
        {
            ExpectWord("VIEW");
            string view = TableName();
            ExpectWord("AS");
            return new CreateViewCommand(view, Query(), replaces, isGlobal);
        }

        return !replaces && !isGlobal && TakeWord("TABLE") ? CreateTable() : null;
    }

    private CreateTableCommand CreateTable()
    {
        bool ifNotExists = TakeWord("IF") && ExpectWord("NOT") && ExpectWord("EXISTS");
        string name = TableName();
        StructType? schema = null;
        if (TakeSymbol("("))
        {
            schema = new StructType(Columns().ToSeq());
            Expect(")");
        }

        string? format = null, location = null, comment = null;
        List<Setting> options = [];
        List<string> partitioning = [];
        List<StructField> added = [];
        while (true)
        {
            if (TakeWord("USING"))
            {
                format = Identifier();
            }
            else if (TakeWord("OPTIONS"))
            {
                options.AddRange(Options());
            }
            else if (TakeWord("LOCATION"))
            {
                location = TextLiteral();
            }
            else if (TakeWord("COMMENT"))
            {
                comment = TextLiteral();
            }
            else if (TakeWord("PARTITIONED"))
            {
                ExpectWord("BY");
                PartitionColumns(partitioning, added);
            }
            else if (Current.IsWord("CLUSTERED"))
            {
                throw SqlSyntax.Unsupported("CREATE TABLE … CLUSTERED BY");
            }
            else
            {
                break;
            }
        }

        LogicalPlan? query = TakeWord("AS") || Current.IsWord("SELECT") || Current.IsWord("WITH") ? Query() : null;
        schema = added.Count == 0 ? schema : new StructType([.. schema?.Fields ?? [], .. added]);
        return new CreateTableCommand(new CreateTable(name, location, format, schema, comment, options.ToSeq()), ifNotExists, query, partitioning.ToSeq());
    }

    /// <summary>Names of the table's columns, or with a type columns of their own.</summary>
    private void PartitionColumns(List<string> names, List<StructField> added)
    {
        Expect("(");
        do
        {
            string name = Identifier();
            names.Add(name);
            if (Current.IsSymbol("("))
            {
                throw SqlSyntax.Unsupported("Partitioning a table by anything but columns");
            }

            if (!Current.IsSymbol(",") && !Current.IsSymbol(")"))
            {
                added.Add(new StructField(name, Type()));
            }
        }
        while (TakeSymbol(","));
        Expect(")");
    }

    private List<Setting> Options()
    {
        List<Setting> options = [];
        Expect("(");
        do
        {
            string key = Current.Kind == SqlTokenKind.String ? Take().Text : string.Join('.', NameParts());
            TakeSymbol("=");
            options.Add(new Setting(key, Current.Kind is SqlTokenKind.String or SqlTokenKind.Number or SqlTokenKind.Word ? Take().Text : throw Unexpected()));
        }
        while (TakeSymbol(","));
        Expect(")");
        return options;
    }

    private DropCommand Drop(bool isView)
    {
        bool ifExists = IfExists();
        string name = TableName();
        TakeWord("PURGE");
        return new DropCommand(name, isView, ifExists);
    }

    private InsertCommand Insertion(bool overwrites)
    {
        TakeWord("TABLE");
        string table = TableName();
        return Current.IsWord("PARTITION") && Peek().IsSymbol("(")
            ? throw SqlSyntax.Unsupported("INSERT … PARTITION (…)")
            : new InsertCommand(table, Query(), overwrites);
    }

    private ListCommand? Listing()
    {
        if (TakeWord("TABLES") || TakeWord("VIEWS"))
        {
            bool isViews = Peek(-1).IsWord("VIEWS");
            string? database = TakeWord("IN") || TakeWord("FROM") ? Identifier() : null;
            return new ListCommand(
                new Plans.Logical.Catalog(CatalogOperation.ListTables, database, null),
                isViews ? [TableList[0], new("name", "viewName"), TableList[2]] : TableList, OnlyTemporary: isViews);
        }

        if (TakeWord("DATABASES") || TakeWord("SCHEMAS"))
        {
            return new ListCommand(new Plans.Logical.Catalog(CatalogOperation.ListDatabases, null, null), [new("name", "namespace")]);
        }

        if (TakeWord("FUNCTIONS"))
        {
            return new ListCommand(new Plans.Logical.Catalog(CatalogOperation.ListFunctions, null, null), [new("name", "function")]);
        }

        if (TakeWord("COLUMNS"))
        {
            return TakeWord("IN") || TakeWord("FROM")
                ? new ListCommand(new Plans.Logical.Catalog(CatalogOperation.ListColumns, null, TableName()), [new("name", "col_name")])
                : throw Unexpected();
        }

        return null;
    }

    private ListCommand? Description()
    {
        TakeWord("TABLE");
        return Current.IsWord("FUNCTION") || Current.IsWord("DATABASE") || Current.IsWord("EXTENDED") || Current.IsWord("FORMATTED") || Current.IsWord("QUERY") || Current.IsWord("SELECT")
            ? null
            : new ListCommand(
                new Plans.Logical.Catalog(CatalogOperation.ListColumns, null, TableName()),
                [new("name", "col_name"), new("dataType", "data_type"), new("description", "comment")]);
    }

    private CatalogSqlCommand Use()
    {
        _ = TakeWord("DATABASE") || TakeWord("SCHEMA") || TakeWord("NAMESPACE");
        return new CatalogSqlCommand(CatalogAction.SetCurrentDatabase, NameParts()[^1]);
    }

    private CatalogSqlCommand? Caching()
    {
        TakeWord("LAZY");
        if (!TakeWord("TABLE"))
        {
            return null;
        }

        string name = TableName();
        return TakeWord("AS") || Current.IsWord("SELECT") ? throw SqlSyntax.Unsupported("CACHE TABLE … AS") : new CatalogSqlCommand(CatalogAction.CacheTable, name);
    }

    private CatalogSqlCommand Uncaching()
    {
        bool ifExists = IfExists();
        return new CatalogSqlCommand(CatalogAction.UncacheTable, TableName(), ifExists);
    }

    private bool IfExists() => TakeWord("IF") && ExpectWord("EXISTS");

    private List<string> NameParts()
    {
        List<string> parts = [Identifier()];
        while (TakeSymbol("."))
        {
            parts.Add(Identifier());
        }

        return parts;
    }

    private string TextLiteral() => Current.Kind == SqlTokenKind.String ? Take().Text : throw Unexpected();
}
