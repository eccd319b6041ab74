using System.Diagnostics;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The OpenSSL 3.5 command line, in a directory of its own: another implementation of everything that is said in a key file, a
/// certificate, a signature or a ciphertext. The test run names it in <c>QUANTUM_OPENSSL</c>.
/// </summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly string _program;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("openssl");

    private OpenSsl(string program) => _program = program;

    public static OpenSsl Start()
    {
        string? program = Environment.GetEnvironmentVariable("QUANTUM_OPENSSL");
        Assert.SkipWhen(string.IsNullOrEmpty(program), ProviderUnderTest.PlatformMissing);
        return new OpenSsl(program!);
    }

    /// <summary>Runs a command, which must succeed, and gives what it prints.</summary>
    public string Run(params string[] arguments)
    {
        (int exitCode, string text, string errors) = Execute(arguments);
        Assert.True(exitCode == 0, $"openssl {string.Join(' ', arguments)}: {errors}");
        return text;
    }

    /// <summary>Whether a command succeeds.</summary>
    public bool Succeeds(params string[] arguments) => Execute(arguments).ExitCode == 0;

    /// <summary>The signature that the key in a file makes of a message. Options are of the form <c>name:value</c>.</summary>
    public byte[] Sign(string keyFile, byte[] message, params string[] options)
    {
        Write("message", message);
        Run(["pkeyutl", "-sign", "-rawin", "-in", "message", "-inkey", keyFile, "-out", "signature", .. KeyOptions(options)]);
        return Read("signature");
    }

    /// <summary>The verdict on a signature, by the public key in a file. Options are of the form <c>name:value</c>.</summary>
    public bool Verifies(string publicKeyFile, byte[] message, byte[] signature, params string[] options)
    {
        Write("message", message);
        Write("signature", signature);
        return Verdict([
            "-rawin", "-in", "message", "-pubin", "-inkey", publicKeyFile, "-sigfile", "signature", .. KeyOptions(options)]);
    }

    /// <summary>
    /// What <c>pkeyutl -verify</c> says of a signature. A command that fails before it comes to a verdict fails the test: it has
    /// refused nothing.
    /// </summary>
    public bool Verdict(params string[] arguments)
    {
        (int exitCode, string text, string errors) = Execute(["pkeyutl", "-verify", .. arguments]);
        string verdict = exitCode == 0 ? "Signature Verified Successfully" : "Signature Verification Failure";
        Assert.True(
            text.Contains(verdict, StringComparison.Ordinal), $"openssl pkeyutl -verify {string.Join(' ', arguments)}: {errors}");
        return exitCode == 0;
    }

    public void Write(string file, byte[] contents) => File.WriteAllBytes(PathOf(file), contents);

    public void Write(string file, string contents) => File.WriteAllText(PathOf(file), contents);

    public byte[] Read(string file) => File.ReadAllBytes(PathOf(file));

    public string ReadText(string file) => File.ReadAllText(PathOf(file));

    public void Dispose() => _directory.Delete(recursive: true);

    private static IEnumerable<string> KeyOptions(string[] options) => options.SelectMany(static o => (string[])["-pkeyopt", o]);

    private string PathOf(string file) => Path.Combine(_directory.FullName, file);

    private (int ExitCode, string Text, string Errors) Execute(string[] arguments)
    {
        ProcessStartInfo start = new(_program, arguments)
        {
            WorkingDirectory = _directory.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, errors.GetAwaiter().GetResult());
    }
}
