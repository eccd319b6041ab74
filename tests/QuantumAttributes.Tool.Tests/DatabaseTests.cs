using QuantumAttributes.Tool.Options;

namespace QuantumAttributes.Tool.Tests;

public sealed class DatabaseTests : IDisposable
{
    private const string Password = "s3cr3t-of-the-database";

    private readonly ToolHarness _tool = new();

    public DatabaseTests() => _tool.Secrets.Add(Password);

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_ring_in_SQLite_Is_created_listed_examined_and_verified()
    {
        string database = _tool.At("ring.db"), keyFile = await _tool.NewKeyFileAsync("key");
        string[] ring = ["--sqlite", database, "--key-file", keyFile];

        (await _tool.RunAsync(["keys", "list", .. ring])).Expect(ExitCode.Failed);
        Assert.False(File.Exists(database));
        (await _tool.RunAsync(["keys", "create", "Signing", .. ring])).Expect(ExitCode.Done);
        (await _tool.RunAsync(["keys", "rotate", "Signing", .. ring])).Expect(ExitCode.Done);

        ToolOutcome list = await _tool.RunAsync(["keys", "list", "--json", .. ring]);
        Assert.Equal(3, list.Expect(ExitCode.Done).Json.GetProperty("keys").GetArrayLength());
        (await _tool.RunAsync(["audit", "verify", .. ring])).Expect(ExitCode.Done);
        (await _tool.RunAsync(["keys", "doctor", .. ring])).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task A_SQLite_file_open_to_others_Is_found()
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        string database = _tool.At("ring.db");
        (await _tool.RunAsync("keys", "create", "Signing", "--sqlite", database)).Expect(ExitCode.Done);
        File.SetUnixFileMode(database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        ToolOutcome outcome = await _tool.RunAsync("keys", "doctor", "--sqlite", database);

        Assert.Contains($"chmod 600 '{database}'", outcome.Expect(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_Comes_from_a_file_And_its_password_is_in_no_message()
    {
        string file = _tool.Write("connection", $"Host=127.0.0.1;Port=1;Timeout=2;Username=app;Database=app;Password={Password}\n");

        ToolOutcome outcome = await _tool.RunAsync("keys", "list", "--json", "--postgresql", file);

        Assert.Equal("key-store", outcome.Expect(ExitCode.Failed).ErrorJson.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_connection_string_that_is_malformed_Is_not_repeated()
    {
        string file = _tool.Write("connection", $"Host=127.0.0.1;Port={Password}");

        (await _tool.RunAsync("keys", "list", "--postgresql", file)).Expect(ExitCode.Failed);
        (await _tool.RunAsync("keys", "list", "--postgresql", _tool.Write("junk", Password))).Expect(ExitCode.Failed);
        (await _tool.RunAsync("keys", "list", "--postgresql", _tool.Write("empty", ""))).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Without_a_file_The_environment_has_the_connection_string()
    {
        Assert.Null(Environment.GetEnvironmentVariable(StoreOptions.ConnectionVariable));

        ToolOutcome outcome = await _tool.RunAsync("keys", "list", "--postgresql");

        Assert.Contains(StoreOptions.ConnectionVariable, outcome.Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
    }
}
