package dev.triggerfish.gateway;

class T {
  public static void main(String[] args) {}
}
