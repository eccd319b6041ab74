namespace QuantumAttributes.Integration.Tests.Proxies;

/// <summary>Where things are for one nginx of a test.</summary>
/// <param name="Socket">The Unix socket that it listens on: unlike a port, nobody else can have it.</param>
/// <param name="Server">Host and port of the application.</param>
/// <param name="Certificate">The PEM file of its certificate.</param>
/// <param name="CertificateKey">The PEM file of the certificate's key.</param>
/// <param name="Log">What it writes about each request, its body as it saw it.</param>
internal sealed record NginxPlaces(string Socket, string Server, string Certificate, string CertificateKey, string Log);
