using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.Options;

/// <summary>Where the ring is. Connection strings may hold a password, and come from a file or from the environment.</summary>
internal sealed class StoreOptions
{
    public const string ConnectionVariable = "QUANTUM_CONNECTION";

    private readonly Option<string> _directory = new("--directory")
    {
        Description = "The directory of the ring.",
        HelpName = "DIR",
        DefaultValueFactory = static _ => "keys",
    };

    private readonly Option<string?> _sqlite = new("--sqlite") { Description = "The SQLite file of the ring.", HelpName = "FILE" };

    private readonly Option<string?> _postgreSql = new("--postgresql")
    {
        Description = $"The ring is in PostgreSQL, and FILE holds the connection string; without FILE, the variable {ConnectionVariable} does.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command) => Choice.AddTo(command, _directory, _sqlite, _postgreSql);

    /// <summary>The directory, where the ring is in one; else null.</summary>
    public string? DirectoryOf(ParseResult arguments) =>
        IsGiven(arguments, _sqlite) || IsGiven(arguments, _postgreSql) ? null : Path.GetFullPath(arguments.GetValue(_directory)!);

    /// <summary>The SQLite file, where the ring is in one; else null.</summary>
    public string? SqliteFileOf(ParseResult arguments) =>
        IsGiven(arguments, _sqlite) ? Path.GetFullPath(arguments.GetValue(_sqlite)!) : null;

    /// <summary>Opens the store, and creates it only where <paramref name="mayCreate"/>.</summary>
    /// <exception cref="KeyStoreException">It is not there, or cannot be used.</exception>
    public async ValueTask<IKeyStore> OpenAsync(ParseResult arguments, bool mayCreate, CancellationToken cancellationToken)
    {
        if (DirectoryOf(arguments) is { } directory)
        {
            Require(mayCreate || Directory.Exists(directory), $"There is no key directory '{directory}'. Name it by --directory.");
            return DirectoryKeyStore.Open(directory);
        }

        if (SqliteFileOf(arguments) is { } file)
        {
            Require(mayCreate || File.Exists(file), $"There is no SQLite file '{file}'.");
            string connection = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
            return await OpenDatabaseAsync(builder => builder.UseQuantumSqlite(connection), mayCreate, cancellationToken);
        }

        string connectionString = ReadConnectionString(arguments.GetValue(_postgreSql));
        return await OpenDatabaseAsync(builder => builder.UseQuantumPostgreSql(connectionString), mayCreate, cancellationToken);
    }

    private static async ValueTask<IKeyStore> OpenDatabaseAsync(
        Func<DbContextOptionsBuilder, DbContextOptionsBuilder> use, bool mayCreate, CancellationToken cancellationToken)
    {
        EntityFrameworkKeyStore store;
        try
        {
            DbContextOptionsBuilder<QuantumKeysContext> builder = new();
            use(builder);
            store = new EntityFrameworkKeyStore(new KeysContextFactory(builder.Options));
        }
        catch (ArgumentException)
        {
            // Its message may repeat what stands in the connection string.
            throw new KeyStoreException("The connection string is malformed.");
        }

        if (mayCreate)
            await store.MigrateAsync(cancellationToken);
        return store;
    }

    private static string ReadConnectionString(string? file)
    {
        if (file is null)
        {
            return Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } value
                ? value
                : throw new UsageException($"--postgresql names no file, and the environment variable {ConnectionVariable} is not set.");
        }

        using SecretCharacters text = PrivateFile.Read(file);
        return text.Span.IsWhiteSpace() ? throw new KeyStoreException($"'{file}' holds no connection string.") : text.Span.ToString();
    }

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new KeyStoreException(message);
    }
}
