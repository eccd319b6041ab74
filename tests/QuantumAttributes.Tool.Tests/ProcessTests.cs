using System.Diagnostics;
using System.Text.Json;

namespace QuantumAttributes.Tool.Tests;

/// <summary>The tool as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly string _dll = Path.Combine(AppContext.BaseDirectory, "quantum.dll");

    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_key_is_made_and_listed()
    {
        ToolOutcome created = await StartAsync("keys", "create", "Signing", "--directory", _tool.Ring, "--json");
        ToolOutcome list = await StartAsync("keys", "list", "--directory", _tool.Ring);

        string id = created.Expect(ExitCode.Done).Json.GetProperty("key").GetProperty("id").GetString()!;
        Assert.Contains(id[..8], list.Expect(ExitCode.Done).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_Is_not_read_from_a_pipe()
    {
        ToolOutcome outcome = await StartAsync("keys", "create", "Signing", "--directory", _tool.Ring, "--passphrase", "--json");

        JsonElement error = outcome.Expect(ExitCode.Usage).ErrorJson;
        Assert.Contains("--passphrase-file", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task Help_Names_the_commands_And_the_exit_codes()
    {
        ToolOutcome root = (await StartAsync("--help")).Expect(ExitCode.Done);
        ToolOutcome keys = (await StartAsync("keys", "--help")).Expect(ExitCode.Done);
        ToolOutcome destroy = (await StartAsync("keys", "destroy", "--help")).Expect(ExitCode.Done);

        Assert.Contains("3 refused or failed", root.Out, StringComparison.Ordinal);
        Assert.Contains("doctor", keys.Out, StringComparison.Ordinal);
        Assert.Contains("--approver", destroy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_Is_one_line_without_a_stack_trace()
    {
        ToolOutcome outcome = (await StartAsync("keys", "list", "--directory", _tool.At("missing"))).Expect(ExitCode.Failed);

        Assert.Single(outcome.Error.Trim().Split('\n'));
        Assert.Empty(outcome.Out);
    }

    private static async Task<ToolOutcome> StartAsync(params string[] args)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [_dll, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolOutcome(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
