using System.Text.Json;
using QuantumAttributes.Cryptography;
using Spectre.Console.Testing;

namespace QuantumAttributes.Tool.Tests;

/// <summary>The tool in this process, with a directory of its own. Every run is scanned for the secrets that are known.</summary>
internal sealed class ToolHarness : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root = Directory.CreateTempSubdirectory("quantum-tool-").FullName;

    public OffsetTime Time { get; } = new();

    public SecretScan Secrets { get; } = new();

    /// <summary>The directory of the ring that <see cref="Keys"/> works on.</summary>
    public string Ring => At("ring");

    public string At(string name) => Path.Combine(_root, name);

    /// <summary>Runs the tool where nobody answers.</summary>
    public Task<ToolOutcome> RunAsync(params string[] args) => RunAsync([], isInteractive: false, args);

    /// <summary>Runs the tool where somebody types these lines.</summary>
    public Task<ToolOutcome> AnswerAsync(string[] answers, params string[] args) => RunAsync(answers, isInteractive: true, args);

    /// <summary>Runs <c>quantum keys …</c> on the ring without protection.</summary>
    public Task<ToolOutcome> Keys(params string[] args) => RunAsync(["keys", .. args, "--directory", Ring]);

    /// <summary>The same with <c>--json</c>, which has to succeed.</summary>
    public async Task<JsonElement> JsonAsync(params string[] args) => (await Keys([.. args, "--json"])).Expect(ExitCode.Done).Json;

    /// <summary>Makes a key, and returns its id.</summary>
    public async Task<string> CreateAsync(string slot, params string[] options) =>
        (await JsonAsync(["create", slot, .. options])).GetProperty("key").GetProperty("id").GetString()!;

    /// <summary>A file for its owner alone.</summary>
    public string Write(string name, string text)
    {
        string path = At(name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerFile);
        return path;
    }

    /// <summary>A key file, whose secret is looked for from now on.</summary>
    public async Task<string> NewKeyFileAsync(string name)
    {
        string path = At(name);
        (await RunAsync("keys", "new-key-file", path)).Expect(ExitCode.Done);
        Secrets.Add(Convert.FromBase64String(File.ReadAllText(path).Trim()));
        return path;
    }

    /// <summary>An approver's key pair, as files.</summary>
    public (string Private, string Public) NewApprover(string name, string? password = null)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        Secrets.Add(key.ExportSeed());
        string pem = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password);
        return (Write($"{name}.pem", pem), Write($"{name}.pub.pem", key.VerifyingKey.ExportSubjectPublicKeyInfoPem()));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<ToolOutcome> RunAsync(string[] answers, bool isInteractive, string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        using TestConsole prompts = new();
        prompts.Profile.Capabilities.Interactive = true;
        foreach (string answer in answers)
            prompts.Input.PushTextWithEnter(answer);
        int exitCode = await new QuantumTool(new ToolTerminal(output, error, prompts, isInteractive), Time).RunAsync(args);
        ToolOutcome outcome = new(exitCode, output.ToString(), error.ToString());
        Secrets.Check($"{string.Join("\n", args)}\n{outcome.Out}\n{outcome.Error}\n{prompts.Output}");
        return outcome;
    }
}
