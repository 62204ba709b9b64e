/// Concepts of protecting systems, networks and applications.
enum SecurityConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        cybersecurity | category | Cybersecurity | cyber security; information security; it security; infosec; cyber-security; computer security; cybersec; security services | it-and-infrastructure |

        security-engineer | occupation | Security engineer | cybersecurity specialist; cyber security expert; security specialist; information security engineer | cybersecurity | network-security
        penetration-tester | occupation | Penetration tester | pen tester; pentester; ethical hacker; white hat hacker; penetration testers; bug bounty hunter | security-engineer | penetration-testing
        security-analyst | occupation | Security analyst | soc analyst; cybersecurity analyst; information security analyst; cyber security analyst; threat analyst | security-engineer | incident-response

        penetration-testing | skill | Penetration testing | pen testing; pentest; pentesting; ethical hacking; pen test; penetration test; bug bounty; red teaming; web app pentest | cybersecurity |
        vulnerability-assessment | skill | Vulnerability assessment | vulnerability scanning; vulnerability scan; vulnerability management; vulnerability testing | cybersecurity | penetration-testing
        application-security | skill | Application security | appsec; secure coding; software security; app security; mobile app security; api security | cybersecurity, software-development |
        network-security | skill | Network security | network protection; intrusion detection; ids/ips; zero trust; network hardening; ddos protection | cybersecurity, computer-networking |
        cloud-security | skill | Cloud security | aws security; azure security; iam; identity and access management; cloud hardening; gcp security | cybersecurity, cloud-computing |
        cryptography | skill | Cryptography | encryption; crypto algorithms; ssl; ssl certificate; tls; pki; public key infrastructure; ssl certificates | cybersecurity | mathematics
        incident-response | skill | Incident response | digital forensics; computer forensics; forensics; malware analysis; threat hunting; siem; security monitoring; soc | cybersecurity |
        reverse-engineering | skill | Reverse engineering | reverse engineer; disassembly; ida pro; ghidra; binary analysis; decompiling | cybersecurity |
        security-compliance | skill | Security compliance | iso 27001; iso27001; soc 2; soc2; pci dss; nist; pci compliance; risk assessment security | cybersecurity | regulatory-compliance
        osint | skill | Open source intelligence | osint; open-source intelligence; background checks; background check; online investigation; skip tracing | cybersecurity | internet-research

        penetration-testing-tools | tool | Penetration testing tools | kali; burp suite; burpsuite; metasploit; nmap; wireshark; nessus; owasp zap; kali linux | penetration-testing | linux

        security-audit-report | deliverable | Security audit report | security audit; security audits; pentest report; vulnerability report; penetration test report | vulnerability-assessment |
        """
}
