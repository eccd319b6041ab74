namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>What docs/deploying.md tells operators to write, so that it is what was tested.</summary>
internal static class DeployingDocument
{
    /// <summary>The configuration of nginx, where it says the names and places of a test instead of its own.</summary>
    /// <exception cref="InvalidOperationException">The document has no such configuration, or not one of the lines to be changed.</exception>
    public static string NginxConfiguration(NginxPlaces places, params (string Line, string By)[] changes)
    {
        string document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploying.md"));
        string configuration = document.Split("```nginx\n").Skip(1).Select(block => block.Split("```")[0]).Single();
        (string, string)[] all =
        [
            ("listen 443 ssl http2;", $"listen unix:{places.Socket} ssl http2;"),
            ("server 127.0.0.1:5000;", $"server {places.Server};"),
            ("/etc/ssl/bank.example.pem", places.Certificate),
            ("/etc/ssl/bank.example.key", places.CertificateKey),
            .. changes,
        ];
        foreach ((string line, string by) in all)
        {
            if (configuration.Split(line).Length != 2)
                throw new InvalidOperationException($"docs/deploying.md does not have '{line}' once.");
            configuration = configuration.Replace(line, by, StringComparison.Ordinal);
        }

        return configuration;
    }
}
